-- What people did with their own logins, and what happened to these: ids and codes only. Rows are only ever added. Of a
-- client's address the part that tells one household from another is never stored.
create table account_event (
    id           uuid        primary key,
    at           timestamptz not null,
    account_id   uuid        not null,
    type         text        not null check (type in (
        'NAME_CHANGED', 'PHONE_CHANGED', 'PASSWORD_CHANGED', 'PASSWORD_SET_BY_LINK', 'PASSKEY_ADDED', 'PASSKEY_RENAMED',
        'PASSKEY_REMOVED', 'SIGNED_OUT_EVERYWHERE', 'TERMS_AGREED', 'ADDRESS_CHANGED', 'STOPPED', 'RESUMED', 'RETIRED', 'RETURNED')),
    passkey_id   uuid,
    -- the versions of the terms
    before       text,
    after        text,
    from_network text
);
create index account_event_account on account_event (account_id, at, id);
create trigger account_event_append_only before update or delete on account_event for each row execute function refuse_change();
create trigger account_event_no_truncate before truncate on account_event for each statement execute function refuse_change();
