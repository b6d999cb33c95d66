-- The function is asked only for what it might refuse: nearly every update of an invitation changes neither address nor status.
drop trigger invitation_is_final on invitation;
create trigger invitation_is_final before update on invitation for each row
    when (new.email is distinct from old.email or new.status <> old.status)
    execute function refuse_invitation_change();

-- Each row is updated several times, in columns that no index has: on a page with room no index need know.
alter table invitation set (fillfactor = 70);
alter table sent_mail set (fillfactor = 85);
