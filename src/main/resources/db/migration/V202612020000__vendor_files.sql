-- Whether somebody chose the country: until then it is a default, which decides nothing that could be read in two ways.
alter table vendor add column region_chosen boolean not null default false;
update vendor set region_chosen = true where region <> 'US';
-- what separates the cells of exported files; null: as usual in the country
alter table vendor add column csv_delimiter text check (csv_delimiter in ('COMMA', 'SEMICOLON', 'TAB'));
