-- What a company's people did is kept with what it was before and after (codes, and rules of the company), with the RFQ
-- concerned, and with the network it came from. Rows stay for ever: of a client's address the part that tells one
-- household from another is never stored.
alter table company_event
    add column rfq_id uuid,
    add column before text,
    add column after text,
    add column from_network text;
alter table company_event drop constraint company_event_type_check;
alter table company_event add constraint company_event_type check (type in (
    'INVITED', 'RESENT', 'REVOKED', 'JOINED', 'MADE_MANAGER', 'MADE_USER', 'DEACTIVATED', 'REACTIVATED', 'REMOVED', 'LEFT',
    'RULES_CHANGED', 'RFQ_SUBMITTED', 'RFQ_APPROVED', 'RFQ_SENT_BACK', 'RFQ_NOT_APPROVED', 'RFQ_REVISED'));
alter table company_change add column from_network text;
