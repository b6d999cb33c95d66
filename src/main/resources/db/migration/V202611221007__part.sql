-- Parts that a vendor quoted or made for a customer before, seen by that customer only.
create table part (
    id           uuid        primary key,
    vendor_id    uuid        not null references vendor (id),
    customer_id  uuid        not null references customer (id),
    number       text        not null,
    revision     text        not null default '',
    description  text        not null,
    material     text,
    finish       text,
    last_quoted  date,
    last_ordered date,
    created_at   timestamptz not null,
    unique (customer_id, number, revision)
);
