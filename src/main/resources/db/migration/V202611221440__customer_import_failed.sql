-- An import that cannot go on ends, so that it does not stand in the way of the others.
alter table customer_import drop constraint customer_import_state_check;
alter table customer_import add constraint customer_import_state_check
    check (state in ('PREVIEW', 'RUNNING', 'DONE', 'FAILED'));
