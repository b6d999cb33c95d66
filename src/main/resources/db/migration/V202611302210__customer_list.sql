-- One plain statement reads a list: it needs an index for each order and one for the search, and nothing besides.
drop index customer_list_created;
drop index customer_list_company;
drop index customer_list_email;
drop index customer_of_ranking_and_status;
drop index customer_of_expiry;
drop index customer_status_by_company;
drop index customer_status_by_email;
drop index customer_search;
drop function vendor_grams(uuid, text);
drop statistics customer_ranking_of_vendor;
alter table customer reset (autovacuum_vacuum_insert_scale_factor, autovacuum_vacuum_scale_factor,
    autovacuum_analyze_scale_factor);

set local maintenance_work_mem = '256MB';
create index customer_list_created on customer (vendor_id, created_at, id);
create index customer_list_company on customer (vendor_id, company_sort, id);
create index customer_list_email on customer (vendor_id, email, id);
create index customer_list_ranking on customer (vendor_id, ranking_id, created_at, id);
-- Every search also reads the entries that are still pending: they are kept few.
create index customer_search on customer using gin (vendor_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 256);
-- What has lapsed although its timer has not run yet.
create index customer_expiry on customer (vendor_id, expires_at) where status = 'INVITED';
