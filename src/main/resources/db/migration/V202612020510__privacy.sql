-- What was done with what is kept of a person. The address itself is not kept, only its keyed hash.
create table privacy_event (
    id uuid primary key,
    at timestamptz not null,
    type text not null check (type in ('EXPORTED', 'ERASED')),
    address_hash bytea not null,
    account_id uuid,
    by_account uuid
);
create index privacy_event_address on privacy_event (address_hash);

-- Erasure is a door in every wall around addresses and histories: a transaction says that it means to.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and coalesce(current_setting('portal.erasure', true), '') = 'allowed' then
        return new;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create or replace function refuse_address_change() returns trigger language plpgsql as $$
begin
    if new.email is distinct from old.email
       and coalesce(current_setting('portal.address_change', true), '') <> 'allowed'
       and coalesce(current_setting('portal.erasure', true), '') <> 'allowed' then
        raise exception 'the address of % cannot be edited', tg_table_name using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create or replace function refuse_email_change() returns trigger language plpgsql as $$
begin
    if (new.current_email is distinct from old.current_email or new.new_email is distinct from old.new_email)
       and coalesce(current_setting('portal.erasure', true), '') <> 'allowed' then
        raise exception 'a request keeps its addresses' using errcode = 'restrict_violation';
    end if;
    if old.state <> 'OPEN' and new.state <> old.state then
        raise exception 'request % has ended as %', old.id, old.state using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create or replace function refuse_invitation_change() returns trigger language plpgsql as $$
begin
    if new.email is distinct from old.email
       and coalesce(current_setting('portal.address_change', true), '') <> 'allowed'
       and coalesce(current_setting('portal.erasure', true), '') <> 'allowed' then
        raise exception 'an invitation keeps the address it was sent to' using errcode = 'restrict_violation';
    end if;
    if old.status <> 'PENDING' and new.status <> old.status then
        raise exception 'invitation % has ended as %', old.id, old.status using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger privacy_event_append_only before update or delete on privacy_event
    for each row execute function refuse_change();
create trigger privacy_event_no_truncate before truncate on privacy_event
    for each statement execute function refuse_change();
