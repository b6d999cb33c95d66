-- When a record, its status or its invitation's delivery changed last: programs read what is new since they last did.
alter table customer add column changed_at timestamptz not null default now();
update customer set changed_at = greatest(created_at, invited_at, accepted_at, email_changed_at, first_rfq_at);
create index customer_changed on customer (vendor_id, changed_at, id);
