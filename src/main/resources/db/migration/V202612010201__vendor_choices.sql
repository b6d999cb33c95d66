-- A contact who asks behind an expired link gets a new invitation at once; reminders wait for office hours; the address that
-- answers go to when nobody invited; contacts hear of new parts by email.
alter table vendor
    add column reinvites_expired boolean not null default false,
    add column office_hours boolean not null default true,
    add column contact_email text,
    add column new_parts_email boolean not null default false;
