-- Since when an agent's task of the case is the lead's; null: it is not, or that task is done.
alter table email_change add column escalated_at timestamptz;
alter table support_case add column escalated_at timestamptz;
create index email_change_escalated on email_change (escalated_at) where state = 'OPEN' and escalated_at is not null;
create index support_case_escalated on support_case (escalated_at) where state = 'OPEN' and escalated_at is not null;

create trigger email_change_event_no_truncate before truncate on email_change_event for each statement execute function refuse_change();
