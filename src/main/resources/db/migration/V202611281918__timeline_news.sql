-- What happened lately to all customers of a vendor, without what people at the vendor did themselves.
create index timeline_news on timeline (vendor_id, at, id)
    where type in ('ACCEPTED', 'DECLINED', 'DELIVERY_FAILED', 'EXPIRED', 'NEW_INVITATION_ASKED');
