-- What people corrected on the preview of a file of parts, and how its days are meant.
alter table part_file add column corrections text not null default '';
alter table part_file add column day_order text check (day_order in ('DAY_FIRST', 'MONTH_FIRST', 'YEAR_FIRST'));
-- every row of it is imported: nobody needs to come back to it
alter table part_file add column imported boolean not null default false;
