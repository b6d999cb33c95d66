-- The vendor's own number of a customer, such as its ERP's.
alter table customer add column external_id text;
create unique index customer_external_id on customer (vendor_id, external_id) where external_id is not null;
