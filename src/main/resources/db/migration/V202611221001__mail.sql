-- The ledger: one row per mail that was meant to go out, kept for good.
create table sent_mail (
    id           uuid        primary key,
    mail_key     text        not null unique,
    kind         text        not null,
    recipient    text        collate "C" not null,
    invitation_id uuid,
    vendor_id    uuid,
    account_id   uuid,
    language     text        not null,
    message_id   text        not null unique,
    state        text        not null check (state in ('QUEUED', 'SENT', 'FAILED')),
    attempts     int         not null default 0,
    claimed_at   timestamptz,
    sent_at      timestamptz,
    refusal      text,
    created_at   timestamptz not null,
    check ((state = 'SENT') = (sent_at is not null))
);
create index sent_mail_invitation on sent_mail (invitation_id) where invitation_id is not null;
create index sent_mail_recipient on sent_mail (recipient, claimed_at);
