create table company (
    id               uuid        primary key,
    name             text        not null,
    phone            text,
    shipping_address text,
    billing_address  text,
    tax_id           text,
    created_at       timestamptz not null,
    version          int         not null default 0
);

create table company_user (
    id         uuid        primary key,
    company_id uuid        not null references company (id),
    account_id uuid        not null references account (id),
    role       text        not null check (role in ('CUSTOMER_MANAGER', 'CUSTOMER_USER')),
    active     boolean     not null default true,
    -- the person whom a vendor invited
    initial_contact boolean not null default false,
    joined_at  timestamptz not null,
    ended_at   timestamptz,
    version    int         not null default 0
);
create unique index company_user_one_membership on company_user (company_id, account_id) where ended_at is null;
create index company_user_account on company_user (account_id) where ended_at is null;
