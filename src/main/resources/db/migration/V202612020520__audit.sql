-- What people, API keys and staff did where no other history says so. Ids and codes only: names are joined when it is read.
create table audit_entry (
    id uuid primary key,
    at timestamptz not null,
    vendor_id uuid,
    action text not null,
    actor_kind text not null check (actor_kind in ('PERSON', 'KEY', 'STAFF', 'PORTAL')),
    actor_id uuid,
    subject_id uuid,
    before text,
    after text,
    from_network text
);
create index audit_entry_of_vendor on audit_entry (vendor_id, at desc, id desc);
create index audit_entry_at on audit_entry (at desc, id desc);
create trigger audit_entry_append_only before update or delete on audit_entry
    for each row execute function refuse_change();
create trigger audit_entry_no_truncate before truncate on audit_entry
    for each statement execute function refuse_change();
create index timeline_of_vendor_at on timeline (vendor_id, at);
