-- The open ones of all vendors: few among many that have ended.
create index invitation_pending on invitation (expires_at) where status = 'PENDING';
