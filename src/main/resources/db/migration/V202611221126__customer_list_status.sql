-- One status sorted by company or address: a walk along the whole list would look for a rare status for long.
create index customer_status_by_company on customer (vendor_id, status, company_sort, id);
create index customer_status_by_email on customer (vendor_id, status, email, id);
