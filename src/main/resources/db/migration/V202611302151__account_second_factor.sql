-- An authenticator app of a login (TOTP, RFC 6238): at most one that counts, and one that is being set up.
create table authenticator (
    id           uuid        primary key,
    account_id   uuid        not null references account (id),
    -- encrypted under a key that is not in the database: shared/SecretCipher
    secret       bytea       not null,
    secret_kid   text        not null,
    created_at   timestamptz not null,
    -- null while it is being set up
    confirmed_at timestamptz,
    -- the 30-second step of the last code that was accepted: no code counts twice
    last_step    bigint      not null
);
create unique index authenticator_confirmed on authenticator (account_id) where confirmed_at is not null;
create unique index authenticator_pending on authenticator (account_id) where confirmed_at is null;

-- For who has lost the device: each signs in once. The codes are 125 random bits, of which a plain hash is kept.
create table recovery_code (
    id         uuid        primary key,
    account_id uuid        not null references account (id),
    code_hash  bytea       not null,
    created_at timestamptz not null,
    used_at    timestamptz,
    constraint recovery_code_unique unique (account_id, code_hash)
);
