-- A line may be for a part that the vendor has not prepared: the company describes it. The vendor may make it a part.
alter table rfq_line add column id uuid not null default gen_random_uuid();
alter table rfq_line alter column id drop default;
alter table rfq_line add unique (id);
alter table rfq_line alter column part_id drop not null;
alter table rfq_line add column number text check (length(number) <= 100);
alter table rfq_line add column description text check (length(description) <= 500);
alter table rfq_line add column material text check (length(material) <= 200);
alter table rfq_line add column finish text check (length(finish) <= 200);
alter table rfq_line add check (part_id is not null or description is not null);

alter table rfq_price add column line_id uuid references rfq_line (id) on delete cascade;
update rfq_price p set line_id = l.id from rfq_line l where l.rfq_id = p.rfq_id and l.part_id = p.part_id;
alter table rfq_price drop constraint rfq_price_pkey;
alter table rfq_price drop column part_id;
alter table rfq_price alter column line_id set not null;
alter table rfq_price add primary key (line_id, quantity);
create index rfq_price_rfq on rfq_price (rfq_id);
