-- Several drawings for each part, and some that no part has yet; contents in portions, so that no node holds a whole file.
alter table drawing drop constraint drawing_part_id_key;
alter table drawing alter column part_id drop not null;
alter table drawing add column customer_id uuid references customer (id) on delete cascade;
update drawing d set customer_id = p.customer_id from part p where p.id = d.part_id;
alter table drawing alter column customer_id set not null;
-- a removed one stays for the RFQs that were sent with it
alter table drawing add column removed_at timestamptz;
create index drawing_part on drawing (part_id);
create index drawing_unassigned on drawing (customer_id) where part_id is null;

create table drawing_chunk (
    drawing_id uuid  not null references drawing (id) on delete cascade deferrable initially deferred,
    position   int   not null,
    content    bytea not null,
    primary key (drawing_id, position)
);
insert into drawing_chunk (drawing_id, position, content) select id, 0, content from drawing where content is not null;
alter table drawing drop column content;

-- A part that an RFQ names cannot go, but the customer need not see it any more.
alter table part add column retired_at timestamptz;
