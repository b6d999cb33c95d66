-- What staff, or the portal at their order, did to the engine: who, when, to what, why.
create table engine_operation (
    id           uuid        primary key,
    at           timestamptz not null,
    -- null: a command on the operator's machine
    account_id   uuid,
    action       text        not null,
    -- what it was done to, as far as it is one thing
    process      text,
    instance_id  text,
    business_key text,
    element      text,
    -- how many instances, jobs or rows
    affected     int         not null check (affected >= 0),
    -- a decision, a new date, the kind of a repair
    detail       text,
    reason       text        check (length(reason) <= 500)
);
create index engine_operation_at on engine_operation (at, id);
create trigger engine_operation_append_only before update or delete on engine_operation for each row execute function refuse_change();
