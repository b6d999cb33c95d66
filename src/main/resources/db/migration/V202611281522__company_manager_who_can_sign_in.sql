-- Whose login is stopped manages nothing: the last active Customer Manager is the last one who can sign in.
create or replace function keep_a_manager() returns trigger language plpgsql as $$
begin
    if old.role = 'CUSTOMER_MANAGER' and old.active and old.ended_at is null
       and (tg_op = 'DELETE' or new.role <> 'CUSTOMER_MANAGER' or not new.active or new.ended_at is not null
            or new.company_id <> old.company_id) then
        perform 1 from company where id = old.company_id for update;
        if not exists (select 1 from company_user u join account a on a.id = u.account_id
                        where u.company_id = old.company_id and u.id <> old.id
                          and u.role = 'CUSTOMER_MANAGER' and u.active and u.ended_at is null and a.active) then
            raise exception 'company % keeps its last manager', old.company_id using errcode = 'restrict_violation';
        end if;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
