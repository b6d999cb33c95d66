-- What a vendor's people said that a column of a file means: the next file is understood without asking.
create table remembered_column (
    vendor_id uuid not null references vendor (id),
    kind      text not null check (kind in ('customer', 'part')),
    -- without case, accents and signs
    title     text not null,
    -- empty: not used
    field     text not null,
    primary key (vendor_id, kind, title)
);
