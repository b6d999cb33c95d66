-- RFQs are entities: the version tells a new row from a stored one.
alter table rfq add column version int not null default 0;
