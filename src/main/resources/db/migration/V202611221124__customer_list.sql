-- Walks by id within one ranking or one status, which make the pages of lists sorted by these.
create index customer_of_ranking on customer (vendor_id, ranking_id, id);
create index customer_of_status on customer (vendor_id, status, id);
-- What has lapsed, and the counts of all statuses, without touching the rows themselves.
create index customer_of_expiry on customer (vendor_id, status, expires_at);
