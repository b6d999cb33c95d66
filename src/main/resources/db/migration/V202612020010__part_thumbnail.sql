-- Small images of drawings, made when somebody looks at them for the first time; empty for one that none can be made of.
create table drawing_thumbnail (
    drawing_id uuid  primary key references drawing (id) on delete cascade,
    content    bytea not null
);
