-- Colleagues may only be invited at these domains (comma between); empty: at any.
alter table company add column allowed_domains text not null default '';
-- Whether the RFQ of a Customer User waits for a Customer Manager.
alter table company add column rfq_approval boolean not null default false;

-- The last active Customer Manager stays, whoever tries. The company's row is the lock: of two at once the second one
-- sees what the first one did.
create function keep_a_manager() returns trigger language plpgsql as $$
begin
    if old.role = 'CUSTOMER_MANAGER' and old.active and old.ended_at is null
       and (tg_op = 'DELETE' or new.role <> 'CUSTOMER_MANAGER' or not new.active or new.ended_at is not null
            or new.company_id <> old.company_id) then
        perform 1 from company where id = old.company_id for update;
        if not exists (select 1 from company_user
                        where company_id = old.company_id and id <> old.id
                          and role = 'CUSTOMER_MANAGER' and active and ended_at is null) then
            raise exception 'company % keeps its last manager', old.company_id using errcode = 'restrict_violation';
        end if;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger company_user_manager before update or delete on company_user for each row execute function keep_a_manager();
create index invitation_by_company on invitation (company_id, email, invited_at) where kind = 'COLLEAGUE';
