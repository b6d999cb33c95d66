create extension if not exists pg_trgm;
create extension if not exists btree_gin;

create table customer (
    id           uuid        primary key,
    vendor_id    uuid        not null references vendor (id),
    company_id   uuid        references company (id),
    company_name text        not null,
    -- company_name with case and accents folded, to sort by
    company_sort text        collate "C" not null,
    email        text        collate "C" not null,
    phone        text,
    ranking_id   uuid        not null references ranking (id),
    status       text        not null check (status in ('DRAFT', 'INVITED', 'ACTIVE', 'EXPIRED', 'DECLINED', 'REVOKED', 'DEACTIVATED')),
    language     text        not null default 'en',
    note         text        check (length(note) <= 1000),
    valid_days   int         check (valid_days between 1 and 30),
    -- the newest invitation; its expires_at stands here too, so that a lapsed one is found without a join
    invitation_id uuid,
    invited_at   timestamptz,
    expires_at   timestamptz,
    accepted_at  timestamptz,
    -- the login of the primary contact, once there is one
    contact_account_id uuid  references account (id),
    -- company, email and phone with case and accents folded: what the search box looks in
    search_text  text        not null,
    created_at   timestamptz not null,
    created_by   uuid,
    version      int         not null default 0,
    constraint customer_one_per_address unique (vendor_id, email),
    check (status <> 'INVITED' or (invitation_id is not null and expires_at is not null)),
    check (status not in ('ACTIVE', 'DEACTIVATED') or (company_id is not null and accepted_at is not null))
);
create unique index customer_one_per_company on customer (vendor_id, company_id) where company_id is not null;
create index customer_by_company on customer (company_id) where company_id is not null;
create index customer_by_contact on customer (contact_account_id) where contact_account_id is not null;
create index customer_list_created on customer (vendor_id, created_at, id);
create index customer_list_company on customer (vendor_id, company_sort, id);
create index customer_list_email on customer (vendor_id, email, id);
create index customer_list_ranking on customer (vendor_id, ranking_id, created_at, id);
create index customer_list_status on customer (vendor_id, status, created_at, id);
create index customer_search on customer using gin (vendor_id, search_text gin_trgm_ops);
create trigger customer_address before update on customer for each row execute function refuse_address_change();

-- What happened to a customer: ids and codes only, names and addresses are joined when it is read.
create table timeline (
    id            uuid        primary key,
    at            timestamptz not null,
    vendor_id     uuid        not null,
    customer_id   uuid        not null,
    invitation_id uuid,
    type          text        not null,
    -- the account that did it; null: the portal itself, or somebody without a login
    actor_id      uuid,
    -- values that are no personal data, such as a reminder's number or a changed field's name
    details       jsonb       not null default '{}'
);
create index timeline_customer on timeline (customer_id, at, id);
create trigger timeline_append_only before update or delete on timeline for each row execute function refuse_change();
create trigger timeline_no_truncate before truncate on timeline for each statement execute function refuse_change();
