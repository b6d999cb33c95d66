-- What was said about a mail after the server had taken it: that it is late, or that it could not be delivered.
alter table sent_mail
    add column delayed_at timestamptz,
    add column bounced_at timestamptz,
    add column bounce_words text;
