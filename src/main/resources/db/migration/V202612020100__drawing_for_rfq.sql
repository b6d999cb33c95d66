-- Files that come with an RFQ: a company's for a part that the vendor does not know yet, and those of the vendor's answer.
alter table drawing alter column customer_id drop not null;
alter table drawing add column company_id uuid references company (id) on delete cascade;
alter table drawing add check (customer_id is not null or company_id is not null);
alter table drawing add column for_rfq boolean not null default false;
-- the line of an RFQ, or the RFQ whose answer it is; null until the form is sent
alter table drawing add column attached_to uuid;
create index drawing_attached on drawing (attached_to) where attached_to is not null;
create index drawing_of_company on drawing (company_id) where company_id is not null;
