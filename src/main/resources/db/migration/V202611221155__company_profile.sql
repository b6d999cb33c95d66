-- Counts the changes of the profile alone, so that who saves on top of an older one is told.
alter table company add column profile_version int not null default 0;

-- What a company changed in its profile. Rows are only ever added.
create table company_change (
    id         uuid        primary key,
    at         timestamptz not null,
    company_id uuid        not null,
    actor_id   uuid        not null,
    -- of the profile that came out of the change
    version    int         not null,
    field      text        not null check (field in ('companyName', 'phone', 'shippingAddress', 'billingAddress', 'taxId')),
    old_value  text,
    new_value  text
);
create index company_change_company on company_change (company_id, at, id);
create trigger company_change_append_only before update or delete on company_change for each row execute function refuse_change();
create trigger company_change_no_truncate before truncate on company_change for each statement execute function refuse_change();
