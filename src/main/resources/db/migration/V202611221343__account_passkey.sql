-- A second way to sign in: one row for each passkey that a person registered.
create table passkey (
    id                 uuid        primary key,
    account_id         uuid        not null references account (id),
    -- the person's own word for it
    name               text        not null check (length(name) between 1 and 60),
    credential_id      bytea       not null,
    public_key         bytea       not null,
    -- counts the uses where the device counts them; never goes back
    signature_count    bigint      not null,
    uv_initialized     boolean     not null,
    backup_eligible    boolean     not null,
    backup_state       boolean     not null,
    -- how the device is reached, with commas between
    transports         text        not null,
    attestation_object bytea       not null,
    created_at         timestamptz not null,
    last_used_at       timestamptz,
    constraint passkey_credential_unique unique (credential_id)
);
create index passkey_account on passkey (account_id);
