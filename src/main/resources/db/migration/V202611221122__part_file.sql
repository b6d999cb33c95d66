-- A file of parts that somebody looks at before its parts are taken over; gone afterwards.
create table part_file (
    id          uuid        primary key,
    customer_id uuid        not null references customer (id) on delete cascade,
    created_by  uuid        not null,
    content     bytea       not null,
    created_at  timestamptz not null
);
create index part_file_customer on part_file (customer_id);
