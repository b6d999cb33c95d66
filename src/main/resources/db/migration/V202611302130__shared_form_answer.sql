-- Forms that were done, so that a repeat makes nothing new and leads to the same page. The digest is of sender, path, key
-- and content; the page is a path with ids. Rows are kept for a day.
create table form_answer (
    digest     text        primary key,
    page       text,
    created_at timestamptz not null
);
create index form_answer_created_at on form_answer (created_at);
