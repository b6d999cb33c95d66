-- Which sheet of a workbook is read, and which field each column holds.
alter table part_file add column sheet int not null default 0;
alter table part_file add column columns text not null default '';
