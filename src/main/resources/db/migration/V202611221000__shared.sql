-- Tables that no module owns: sessions, answers to repeated calls, limits, and the guard of append-only tables.

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- An address moves only inside a transaction that says so (email change, succession of a contact, erasure).
create function refuse_address_change() returns trigger language plpgsql as $$
begin
    if new.email is distinct from old.email and coalesce(current_setting('portal.address_change', true), '') <> 'allowed' then
        raise exception 'the address of % cannot be edited', tg_table_name using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

-- Spring Session's own schema.
create table spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);
create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);

-- The first answer to a POST that carried an Idempotency-Key; status is null while the first call runs.
create table idempotent_answer (
    caller     text        not null,
    path       text        not null,
    key        text        not null,
    body_hash  bytea       not null,
    status     int,
    headers    text,
    body       text,
    created_at timestamptz not null,
    primary key (caller, path, key)
);
create index idempotent_answer_created_at on idempotent_answer (created_at);

-- Buckets of Bucket4j's PostgreSQL module, keyed by text.
create table rate_limit (
    id         text primary key,
    state      bytea,
    expires_at bigint
);
create index rate_limit_expires_at on rate_limit (expires_at);
