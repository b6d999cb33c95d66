create table vendor (
    id            uuid        primary key,
    name          text        not null,
    language      text        not null default 'en',
    time_zone     text        not null default 'UTC',
    -- two letters, ISO 3166: how a phone number without + is read
    region        text        not null default 'US',
    parts_policy  text        not null default 'WARN' check (parts_policy in ('WARN', 'REQUIRE', 'OFF')),
    created_at    timestamptz not null,
    version       int         not null default 0
);

create table ranking (
    id         uuid    primary key,
    vendor_id  uuid    not null references vendor (id),
    label      text    not null,
    discount   numeric(5, 2) not null check (discount between 0 and 100),
    position   int     not null,
    is_default boolean not null default false,
    unique (vendor_id, label),
    unique (vendor_id, position) deferrable initially deferred
);
create unique index ranking_one_default on ranking (vendor_id) where is_default;

create table vendor_user (
    id         uuid        primary key,
    vendor_id  uuid        not null references vendor (id),
    account_id uuid        not null references account (id),
    role       text        not null check (role in ('VENDOR_ADMIN', 'TEAM_MEMBER')),
    active     boolean     not null default true,
    joined_at  timestamptz not null,
    version    int         not null default 0,
    unique (vendor_id, account_id)
);
create index vendor_user_account on vendor_user (account_id);
