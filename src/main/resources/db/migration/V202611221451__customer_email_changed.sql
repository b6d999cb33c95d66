-- When support last moved the contact's login to another address; null: never, or the contact is another person since.
alter table customer add column email_changed_at timestamptz;
