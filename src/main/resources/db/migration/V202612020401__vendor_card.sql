-- What a vendor shows of itself to its customers. The image apart: it is read by its own address only.
alter table vendor
    add column address text,
    add column contact_name text,
    add column contact_phone text,
    add column logo_at timestamptz;

create table vendor_logo (
    vendor_id uuid primary key references vendor,
    content bytea not null
);
