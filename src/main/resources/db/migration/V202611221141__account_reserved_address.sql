-- Addresses that were a login's before: HMAC-SHA-256 under a key that is not in the database.
create table reserved_address (
    address_hash   bytea       primary key,
    account_id     uuid        not null references account (id),
    reserved_until timestamptz not null
);
