create table account (
    id            uuid        primary key,
    email         text        collate "C" not null,
    name          text        not null,
    phone         text,
    password_hash text,
    staff_role    text        check (staff_role in ('SUPPORT', 'SUPPORT_LEAD', 'PROCESS_OWNER', 'ADMIN')),
    language      text        not null default 'en',
    active        boolean     not null default true,
    terms_version text,
    terms_accepted_at timestamptz,
    password_changed_at timestamptz,
    last_signed_in_at timestamptz,
    created_at    timestamptz not null,
    version       int         not null default 0,
    constraint account_email_unique unique (email)
);
create trigger account_address before update on account for each row execute function refuse_address_change();

-- Links to set a password: a forgotten one, or the first one of staff.
create table password_link (
    id          uuid        primary key,
    account_id  uuid        not null references account (id),
    first       boolean     not null,
    token_hash  bytea       not null unique,
    token_nonce bytea       not null,
    token_kid   text        not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz
);
create index password_link_account on password_link (account_id);
