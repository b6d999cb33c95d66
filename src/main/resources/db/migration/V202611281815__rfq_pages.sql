-- A vendor's list, a page at a time: what waits first, then newest first.
create index rfq_by_vendor on rfq (vendor_id, (answered_at is null), review_at, id) where review_at is not null;
