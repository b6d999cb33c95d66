-- A login that belonged nowhere for the retention time. It keeps its id, which others' rows name, its address, which
-- stays one login's, and its name, under which it stands in histories; an accepted invitation makes it a login again.
alter table account add column retired_at timestamptz;
alter table account add constraint account_retired check (
    retired_at is null or (not active and password_hash is null and phone is null and staff_role is null));

-- Nobody belongs anywhere with a retired login. The login's row is the lock: who joins waits for who retires it, and then
-- sees what came of it.
create function refuse_retired_login() returns trigger language plpgsql as $$
begin
    perform 1 from account where id = new.account_id and retired_at is null for key share;
    if not found then
        raise exception 'account % belongs nowhere: it is retired', new.account_id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger company_user_login before insert on company_user for each row execute function refuse_retired_login();
create trigger vendor_user_login before insert on vendor_user for each row execute function refuse_retired_login();

create index company_user_ended on company_user (account_id, ended_at) where ended_at is not null;
