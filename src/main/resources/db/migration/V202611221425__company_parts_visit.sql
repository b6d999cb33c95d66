-- When this member looked at the parts last, and when before that: what was prepared since then is marked as new.
alter table company_user add column parts_visited_at timestamptz;
alter table company_user add column parts_visited_before timestamptz;
