-- What waits for a person, in one of their memberships (no organisation: in each of them, or as staff). Ids only: names are
-- joined when it is read. One row for a person, a kind and an occasion, so that a step may run twice.
create table notification (
    id uuid primary key,
    account_id uuid not null references account,
    organisation_id uuid,
    kind text not null,
    subject_id uuid not null,
    occasion_id uuid not null,
    actor_id uuid,
    at timestamptz not null,
    read_at timestamptz,
    unique (account_id, kind, occasion_id)
);

create index notification_of_person on notification (account_id, at desc, id desc);
create index notification_unread on notification (subject_id) where read_at is null;

-- Which notices a person does not want: codes with 'portal:' or 'email:' before them.
alter table account add column muted_notices text not null default '';
