-- The vendor's own number of a customer; empty for none.
alter table customer_import_row add column external_id text not null default '';
