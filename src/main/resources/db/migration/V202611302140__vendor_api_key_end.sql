-- A key may have an end date, and may be for reading only. Keys end with the membership of the person who made them.
alter table api_key
    add column read_only  boolean not null default false,
    add column expires_at timestamptz check (expires_at > created_at);
create index api_key_creator on api_key (created_by) where revoked_at is null;
