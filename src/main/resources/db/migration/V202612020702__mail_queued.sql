-- What was not sent yet: few among many that were.
create index sent_mail_queued on sent_mail (created_at) where state = 'QUEUED';
