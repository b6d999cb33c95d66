-- The indexes of walks hold whatever a filter asks for: a walk that leaves many rows out reads none of them.
drop index customer_list_created;
drop index customer_list_company;
drop index customer_list_email;
drop index customer_of_ranking_and_status;
create index customer_list_created on customer (vendor_id, created_at, id)
    include (company_sort, email, phone, status, ranking_id, expires_at);
create index customer_list_company on customer (vendor_id, company_sort, id)
    include (email, phone, status, ranking_id, expires_at, created_at);
create index customer_list_email on customer (vendor_id, email, id)
    include (company_sort, phone, status, ranking_id, expires_at, created_at);
create index customer_of_ranking_and_status on customer (vendor_id, ranking_id, status, created_at, id)
    include (company_sort, email, phone, expires_at);

-- Rows are not read only where a vacuum has come by lately.
alter table customer set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.02);

-- What a search looks for: two characters that stand side by side, of one vendor. The hits of a vendor are found among
-- its own customers, however many other vendors have customers with the same letters.
create function vendor_grams(uuid, text) returns int[] language sql immutable strict parallel safe cost 10000 as $$
    select coalesce(array_agg(hashtext(gram) # uuid_hash($1)), '{}') from unnest(
        string_to_array(regexp_replace($2, '(..)', '\1' || chr(1), 'g'), chr(1))
        || string_to_array(regexp_replace(substr($2, 2), '(..)', '\1' || chr(1), 'g'), chr(1))) gram
    where length(gram) = 2
$$;
set local maintenance_work_mem = '256MB';
drop index customer_search;
drop index customer_short_search;
drop function short_grams(text);
create index customer_search on customer using gin (vendor_grams(vendor_id, search_text))
    with (gin_pending_list_limit = 256);
