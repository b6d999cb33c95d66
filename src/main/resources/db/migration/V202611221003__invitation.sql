create table invitation (
    id              uuid        primary key,
    kind            text        not null check (kind in ('CONTACT', 'COLLEAGUE', 'TEAM')),
    -- the key of the process instance: the customer of a CONTACT, else the first invitation of the chain
    process_key     uuid        not null,
    vendor_id       uuid,
    customer_id     uuid,
    company_id      uuid,
    email           text        collate "C" not null,
    -- who is invited, as far as the inviter said: the company of a CONTACT, the person of the others
    invited_name    text        not null,
    role            text        not null check (role in ('CUSTOMER_MANAGER', 'CUSTOMER_USER', 'VENDOR_ADMIN', 'TEAM_MEMBER')),
    status          text        not null check (status in ('PENDING', 'ACCEPTED', 'EXPIRED', 'DECLINED', 'REVOKED', 'SUPERSEDED')),
    delivery        text        not null check (delivery in ('QUEUED', 'SENT', 'FAILED')),
    delivery_words  text,
    token_hash      bytea       not null unique,
    token_nonce     bytea       not null,
    token_kid       text        not null,
    language        text        not null,
    note            text        check (length(note) <= 1000),
    valid_days      int         check (valid_days between 1 and 30),
    invited_by      uuid,
    -- sent by an import, which is paced instead of limited
    bulk            boolean     not null default false,
    invited_at      timestamptz not null,
    expires_at      timestamptz not null check (expires_at > invited_at),
    -- the instants of the reminders (ISO-8601, comma between), ascending, all before expires_at
    reminders_at    text        not null,
    reminders_sent  int         not null default 0,
    reminders_stopped boolean   not null default false,
    ended_at        timestamptz,
    end_reason      text,
    asked_again_at  timestamptz,
    accepted_account_id uuid,
    -- what the person typed, held only until createAccount used it in the same transaction
    accepted_name          text,
    accepted_password_hash text,
    accepted_terms         text,
    accepted_company_id    uuid,
    version         int         not null default 0,
    check ((status = 'PENDING') = (ended_at is null)),
    check (kind <> 'CONTACT' or (vendor_id is not null and customer_id is not null)),
    check (kind <> 'TEAM' or vendor_id is not null),
    check (kind <> 'COLLEAGUE' or company_id is not null)
);
create unique index invitation_one_pending_contact on invitation (vendor_id, email) where status = 'PENDING' and kind = 'CONTACT';
create unique index invitation_one_pending_per_customer on invitation (customer_id) where status = 'PENDING' and kind = 'CONTACT';
create unique index invitation_one_pending_team on invitation (vendor_id, email) where status = 'PENDING' and kind = 'TEAM';
create unique index invitation_one_pending_colleague on invitation (company_id, email) where status = 'PENDING' and kind = 'COLLEAGUE';
create index invitation_process on invitation (process_key);
create index invitation_email on invitation (email, invited_at);
create index invitation_single_by_vendor on invitation (vendor_id, invited_at) where not bulk;

-- An end state is final and a row keeps the address it was sent to.
create function refuse_invitation_change() returns trigger language plpgsql as $$
begin
    if new.email is distinct from old.email and coalesce(current_setting('portal.address_change', true), '') <> 'allowed' then
        raise exception 'an invitation keeps the address it was sent to' using errcode = 'restrict_violation';
    end if;
    if old.status <> 'PENDING' and new.status <> old.status then
        raise exception 'invitation % has ended as %', old.id, old.status using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger invitation_is_final before update on invitation for each row execute function refuse_invitation_change();
