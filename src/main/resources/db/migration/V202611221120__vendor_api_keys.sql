-- Keys of the REST API. What a key did stands in the timeline under its id, so rows are never deleted.
create table api_key (
    id           uuid        primary key,
    vendor_id    uuid        not null references vendor (id),
    name         text        not null,
    key_hash     bytea       not null unique,
    created_at   timestamptz not null,
    created_by   uuid        not null references account (id),
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create index api_key_vendor on api_key (vendor_id, created_at);
