-- Files of customers: read once, then worked off row by row by whatever node has time.
create table customer_import (
    id          uuid        primary key,
    vendor_id   uuid        not null references vendor (id),
    -- PREVIEW: waits for a person's yes; a dry run is DONE at once
    state       text        not null check (state in ('PREVIEW', 'RUNNING', 'DONE')),
    dry_run     boolean     not null,
    invite      boolean     not null,
    created_by  uuid        not null,
    created_at  timestamptz not null,
    started_at  timestamptz,
    finished_at timestamptz
);
create index customer_import_running on customer_import (created_at) where state = 'RUNNING';
create index customer_import_vendor on customer_import (vendor_id, created_at);

create table customer_import_row (
    import_id    uuid    not null references customer_import (id) on delete cascade,
    line         int     not null,
    company_name text    not null,
    email        text    not null,
    phone        text    not null,
    ranking      text    not null,
    done         boolean not null,
    -- why it was refused: a stable code, the field, and the key of the words
    code         text,
    field        text,
    words        text,
    customer_id  uuid,
    invited      boolean not null default false,
    primary key (import_id, line)
);
create index customer_import_row_open on customer_import_row (import_id, line) where not done;
