-- What support's desk needs: a number that people can say on the phone, who is where, and what was done.
create sequence support_number start 1001;

alter table email_change
    add column number         bigint,
    -- the client's network, of a request by a page
    add column requested_from text check (length(requested_from) <= 60),
    -- when the old address was asked
    add column old_notified_at timestamptz,
    -- when the requester was told that support is late
    add column delayed_at     timestamptz,
    -- why nobody can answer at the old address: the second approval opens at once
    add column silent_reason  text check (length(silent_reason) <= 1000);
alter table support_case
    add column number      bigint,
    -- the agent who opened it by hand, and what was reported; null: the portal opened it
    add column opened_by   uuid references account (id),
    add column report      text check (length(report) <= 1000),
    -- the member of the company whom one agent wants to make Manager, until another one agrees
    add column proposed_member_id uuid,
    add column proposed_by uuid references account (id),
    add constraint support_case_proposal check ((proposed_member_id is null) = (proposed_by is null));

update email_change c set number = n.number
from (select id, nextval('support_number') as number from (select id from email_change order by requested_at, id) o) n
where n.id = c.id;
update support_case c set number = n.number
from (select id, nextval('support_number') as number from (select id from support_case order by opened_at, id) o) n
where n.id = c.id;
alter table email_change alter column number set default nextval('support_number'), alter column number set not null;
alter table support_case alter column number set default nextval('support_number'), alter column number set not null;
create unique index email_change_number on email_change (number);
create unique index support_case_number on support_case (number);

-- An address that is given back needs what any change needs, so it is a request as well.
alter table email_change drop constraint email_change_source_check;
alter table email_change add constraint email_change_source_check
    check (source in ('SIGNED_IN', 'SIGNED_OUT', 'BY_MAIL', 'BY_PHONE', 'RESTORE'));

-- One open case of a login that support opened by hand.
create unique index support_case_by_hand on support_case (account_id)
    where state = 'OPEN' and kind = 'POSSIBLE_TAKEOVER' and email_change_id is null;
create index support_case_account on support_case (account_id) where account_id is not null;

-- Who did what in a case, when and why.
create table support_case_event (
    id              uuid        primary key,
    support_case_id uuid        not null references support_case (id),
    at              timestamptz not null,
    type            text        not null,
    actor_id        uuid,
    comment         text        check (length(comment) <= 1000)
);
create index support_case_event_case on support_case_event (support_case_id, at, id);
create trigger support_case_event_append_only before update or delete on support_case_event
    for each row execute function refuse_change();
create trigger support_case_event_no_truncate before truncate on support_case_event
    for each statement execute function refuse_change();
