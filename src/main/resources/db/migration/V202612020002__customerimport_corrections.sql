-- What people corrected on the preview; it stays when the columns are read otherwise.
alter table customer_import add column corrections text not null default '';
