alter table part add column last_quoted_quantity int check (last_quoted_quantity > 0);
alter table part add column last_ordered_quantity int check (last_ordered_quantity > 0);
alter table part add column version int not null default 0;
create index part_by_vendor on part (vendor_id);

-- The drawing of a part. The content stands here, or in a folder under the row's id when one is configured.
create table drawing (
    id         uuid        primary key,
    part_id    uuid        not null references part (id) on delete cascade,
    file_name  text        not null,
    media_type text        not null,
    size       bigint      not null check (size between 1 and 20971520),
    content    bytea,
    added_at   timestamptz not null,
    unique (part_id)
);
