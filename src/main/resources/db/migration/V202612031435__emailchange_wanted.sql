-- Whether an open request wants an address is looked up whenever an address becomes somebody's.
create index email_change_wanted on email_change (new_email) where state = 'OPEN' and account_id is not null;
