-- What a vendor offers in its answer: a price for each line and quantity, and on which terms.
alter table rfq
    add column quote_currency text check (quote_currency ~ '^[A-Z]{3}$'),
    add column quote_lead_days int check (quote_lead_days between 0 and 3650),
    add column quote_valid_until date;
create table rfq_price (
    rfq_id   uuid           not null references rfq (id) on delete cascade,
    part_id  uuid           not null references part (id),
    quantity int            not null check (quantity > 0),
    price    numeric(15, 4) not null check (price >= 0),
    primary key (rfq_id, part_id, quantity)
);
