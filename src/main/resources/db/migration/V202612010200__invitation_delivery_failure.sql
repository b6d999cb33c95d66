-- Why an email of the invitation did not arrive: its address was refused, it could not be sent at all, or it came back.
alter table invitation add column delivery_failure text check (delivery_failure in ('REFUSED', 'STUCK', 'BOUNCED'));
update invitation set delivery_failure = 'REFUSED' where delivery = 'FAILED';
