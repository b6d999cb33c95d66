-- What people did with a company's users and rules: ids and codes only, names are joined when it is read. Rows are only ever added.
create table company_event (
    id            uuid        primary key,
    at            timestamptz not null,
    company_id    uuid        not null,
    type          text        not null check (type in ('INVITED', 'RESENT', 'REVOKED', 'JOINED', 'MADE_MANAGER', 'MADE_USER', 'DEACTIVATED', 'REACTIVATED', 'REMOVED', 'LEFT', 'RULES_CHANGED')),
    -- the account that did it
    actor_id      uuid        not null,
    -- whom it concerns: a login, or somebody who is only invited
    account_id    uuid,
    invitation_id uuid
);
create index company_event_company on company_event (company_id, at, id);
create trigger company_event_append_only before update or delete on company_event for each row execute function refuse_change();
create trigger company_event_no_truncate before truncate on company_event for each statement execute function refuse_change();
