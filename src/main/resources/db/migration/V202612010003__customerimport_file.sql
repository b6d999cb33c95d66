-- The file stays until its import begins, so that its columns can be understood otherwise on the preview.
alter table customer_import add column content bytea;
alter table customer_import add column sheet int not null default 0;
alter table customer_import add column columns text not null default '';
-- titles of columns that are not used, a line each
alter table customer_import add column ignored_columns text not null default '';
-- an earlier line with the same company
alter table customer_import_row add column same_company_as int;
create index customer_import_dry on customer_import (created_at) where dry_run or state = 'PREVIEW';
