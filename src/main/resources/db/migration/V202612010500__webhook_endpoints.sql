-- Addresses of other systems that are told what happens to a vendor's customers, and what is to be delivered to them: the
-- row is written in the transaction of what happened. It holds ids and codes, no name and no address of a person.
create table webhook_endpoint (
    id               uuid        not null primary key,
    version          integer     not null,
    vendor_id        uuid        not null references vendor,
    url              text        not null check (length(url) <= 2000),
    description      text        check (length(description) <= 200),
    events           text[]      not null,
    secret_kid       text        not null,
    secret           bytea       not null,
    former_kid       text,
    former_secret    bytea,
    former_until     timestamptz,
    active           boolean     not null,
    switched_off_at  timestamptz,
    failing_since    timestamptz,
    created_at       timestamptz not null,
    created_by       uuid        not null,
    check ((former_kid is null) = (former_secret is null) and (former_kid is null) = (former_until is null))
);
create index webhook_endpoint_vendor on webhook_endpoint (vendor_id);

create table webhook_delivery (
    id            uuid        not null primary key,
    position      bigint      not null generated always as identity,
    endpoint_id   uuid        not null references webhook_endpoint on delete cascade,
    vendor_id     uuid        not null,
    customer_id   uuid,
    type          text        not null,
    body          text        not null,
    state         text        not null check (state in ('WAITING', 'DELIVERED', 'GIVEN_UP')),
    attempts      integer     not null,
    claimed_until timestamptz,
    attempted_at  timestamptz,
    status        integer,
    failure       text,
    response      text        check (length(response) <= 1024),
    delivered_at  timestamptz,
    created_at    timestamptz not null
);
create index webhook_delivery_waiting on webhook_delivery (endpoint_id, customer_id, position) where state = 'WAITING';
create index webhook_delivery_log on webhook_delivery (endpoint_id, position desc);
create index webhook_delivery_created on webhook_delivery (created_at);
