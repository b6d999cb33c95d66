-- Who a login of staff is at the provider of single sign-on: linked by the address at the first sign-in, by issuer and subject from
-- then on, so that an address given to somebody else there opens nothing here.
create table staff_identity (
    id         uuid        primary key,
    account_id uuid        not null references account (id),
    issuer     text        not null,
    subject    text        not null,
    linked_at  timestamptz not null,
    constraint staff_identity_subject unique (issuer, subject),
    -- one for each provider: another one after a move is linked by the address again
    constraint staff_identity_account unique (account_id, issuer)
);
