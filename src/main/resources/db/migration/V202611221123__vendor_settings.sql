-- The kinds of notices that this vendor does not want by mail, their codes with commas between.
alter table vendor add column muted_notices text not null default '';
