-- A vendor that an administrator has suspended, and who did so and why. Rows of the history are only ever added.
alter table vendor
    add column suspended_at timestamptz,
    add column suspended_reason text;
create table vendor_event (
    id        uuid        primary key,
    at        timestamptz not null,
    vendor_id uuid        not null,
    type      text        not null check (type in ('SUSPENDED', 'RESUMED')),
    actor_id  uuid        not null,
    reason    text
);
create index vendor_event_vendor on vendor_event (vendor_id, at, id);
create trigger vendor_event_append_only before update or delete on vendor_event for each row execute function refuse_change();
create trigger vendor_event_no_truncate before truncate on vendor_event for each statement execute function refuse_change();
