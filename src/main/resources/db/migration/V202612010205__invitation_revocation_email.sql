-- Whether the invited person is told by email that the invitation was withdrawn.
alter table invitation add column revocation_email boolean not null default true;
