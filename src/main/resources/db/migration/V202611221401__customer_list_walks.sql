-- Lists sorted by ranking or by status are walks by date of creation within each ranking and status: one index is all of them.
drop index customer_of_ranking;
drop index customer_of_status;
drop index customer_list_ranking;
create index customer_of_ranking_and_status on customer (vendor_id, ranking_id, status, created_at, id);

-- Every letter, and every two that stand side by side: what the index of trigrams cannot find.
create function short_grams(text) returns text[] language sql immutable strict parallel safe cost 10000 as $$
    select string_to_array($1, null)
        || string_to_array(regexp_replace($1, '(..)', '\1' || chr(1), 'g'), chr(1))
        || string_to_array(regexp_replace(substr($1, 2), '(..)', '\1' || chr(1), 'g'), chr(1))
$$;
create index customer_short_search on customer using gin (vendor_id, short_grams(search_text))
    with (gin_pending_list_limit = 256);
-- Every search reads the rows that are not indexed yet: few of them.
alter index customer_search set (gin_pending_list_limit = 256);

-- A ranking is one vendor's: without knowing it the planner takes a ranking of a vendor for much rarer than it is.
create statistics customer_ranking_of_vendor (dependencies) on vendor_id, ranking_id from customer;
