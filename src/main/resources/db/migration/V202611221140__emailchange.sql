-- Requests to change the address of a login. One row per case; every proof, decision and end is one conditional update of it.
create table email_change (
    id                  uuid        primary key,
    -- whose login it is; of a request from outside only set when the new mailbox was proven and the login is known
    account_id          uuid        references account (id),
    current_email       text        collate "C" not null,
    new_email           text        collate "C" not null,
    reason              text        not null check (length(reason) <= 1000),
    source              text        not null check (source in ('SIGNED_IN', 'SIGNED_OUT', 'BY_MAIL', 'BY_PHONE')),
    -- the person, or the support agent who registered it
    requested_by        uuid        references account (id),
    language            text        not null,
    state               text        not null check (state in ('OPEN', 'APPLIED', 'REJECTED', 'DISPUTED', 'CANCELLED', 'EXPIRED')),
    -- counts as the open request of its login: the new mailbox is proven and no other request was before
    admitted            boolean     not null default false,
    requested_at        timestamptz not null,
    expires_at          timestamptz not null check (expires_at > requested_at),
    remind_at           timestamptz not null,
    reminded_at         timestamptz,
    new_confirmed_at    timestamptz,
    old_confirmed_at    timestamptz,
    evidence_at         timestamptz,
    evidence_by         uuid        references account (id),
    approved_at         timestamptz,
    approved_by         uuid        references account (id),
    second_approved_at  timestamptz,
    second_approved_by  uuid        references account (id),
    cooling_off_ends_at timestamptz,
    question            text        check (length(question) <= 1000),
    asked_at            timestamptz,
    answer              text        check (length(answer) <= 1000),
    answered_at         timestamptz,
    ended_at            timestamptz,
    check ((state = 'OPEN') = (ended_at is null)),
    check (not admitted or (account_id is not null and new_confirmed_at is not null)),
    check ((approved_at is null) = (approved_by is null)),
    check ((second_approved_at is null) = (second_approved_by is null)),
    -- four eyes
    check (second_approved_by is null or (approved_by is not null and second_approved_by <> approved_by)),
    check (cooling_off_ends_at is null or second_approved_at is not null or evidence_at is not null),
    -- every proof
    check (state <> 'APPLIED' or (admitted and approved_at is not null
           and (old_confirmed_at is not null or cooling_off_ends_at <= ended_at)))
);
create unique index email_change_one_open on email_change (account_id) where state = 'OPEN' and admitted;
create unique index email_change_one_unproven on email_change (account_id) where state = 'OPEN' and not admitted and source = 'SIGNED_IN';
create index email_change_target on email_change (new_email) where state = 'OPEN' and admitted;
create index email_change_by_account on email_change (account_id, requested_at);

create function refuse_email_change() returns trigger language plpgsql as $$
begin
    if new.current_email is distinct from old.current_email or new.new_email is distinct from old.new_email then
        raise exception 'a request keeps its addresses' using errcode = 'restrict_violation';
    end if;
    if old.state <> 'OPEN' and new.state <> old.state then
        raise exception 'request % has ended as %', old.id, old.state using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger email_change_is_final before update on email_change for each row execute function refuse_email_change();

-- The links of a case, each for one mailbox. The token itself stands nowhere.
create table email_change_link (
    id              uuid        primary key,
    email_change_id uuid        not null references email_change (id),
    kind            text        not null check (kind in ('NEW', 'OLD', 'EVIDENCE', 'UNDO')),
    -- whose mailbox it is; null: the new address
    account_id      uuid        references account (id),
    recipient       text        collate "C" not null,
    token_hash      bytea       not null unique,
    token_nonce     bytea       not null,
    token_kid       text        not null,
    created_at      timestamptz not null,
    expires_at      timestamptz,
    used_at         timestamptz,
    check ((kind = 'UNDO') = (expires_at is not null))
);
create unique index email_change_link_once on email_change_link (email_change_id, kind, recipient);

-- Who did and decided what, when and why.
create table email_change_event (
    id              uuid        primary key,
    email_change_id uuid        not null references email_change (id),
    at              timestamptz not null,
    type            text        not null,
    actor_id        uuid,
    comment         text        check (length(comment) <= 1000)
);
create index email_change_event_case on email_change_event (email_change_id, at, id);
create trigger email_change_event_append_only before update or delete on email_change_event for each row execute function refuse_change();

-- Work for support that is no request of a customer.
create table support_case (
    id              uuid        primary key,
    kind            text        not null check (kind in ('POSSIBLE_TAKEOVER', 'COMPANY_WITHOUT_MANAGER')),
    account_id      uuid        references account (id),
    email_change_id uuid        references email_change (id),
    company_id      uuid        references company (id),
    customer_id     uuid,
    state           text        not null check (state in ('OPEN', 'CLOSED')),
    opened_at       timestamptz not null,
    closed_at       timestamptz,
    closed_by       uuid        references account (id),
    outcome         text        check (outcome in ('DONE', 'RESTORED')),
    comment         text        check (length(comment) <= 1000),
    check ((state = 'CLOSED') = (closed_at is not null)),
    check ((state = 'CLOSED') = (outcome is not null))
);
create unique index support_case_takeover on support_case (email_change_id, account_id) where state = 'OPEN' and kind = 'POSSIBLE_TAKEOVER';
create unique index support_case_manager on support_case (company_id) where state = 'OPEN' and kind = 'COMPANY_WITHOUT_MANAGER';
