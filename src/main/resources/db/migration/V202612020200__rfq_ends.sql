-- A customer withdraws an RFQ, or it expires unanswered; answered_at says when it was over.
alter table rfq drop constraint rfq_status_check;
alter table rfq add constraint rfq_status_check check (status in (
    'AWAITING_APPROVAL', 'SENT_BACK', 'NOT_APPROVED', 'UNDER_REVIEW', 'ANSWERED', 'QUOTED', 'REJECTED', 'WITHDRAWN', 'EXPIRED'));
alter table rfq drop constraint rfq_check;
alter table rfq add constraint rfq_check check (
    (status in ('ANSWERED', 'QUOTED', 'REJECTED', 'WITHDRAWN', 'EXPIRED')) = (answered_at is not null));
alter table company_event drop constraint company_event_type;
alter table company_event add constraint company_event_type check (type in (
    'INVITED', 'RESENT', 'REVOKED', 'JOINED', 'MADE_MANAGER', 'MADE_USER', 'DEACTIVATED', 'REACTIVATED', 'REMOVED', 'LEFT',
    'RULES_CHANGED', 'RFQ_SUBMITTED', 'RFQ_APPROVED', 'RFQ_SENT_BACK', 'RFQ_NOT_APPROVED', 'RFQ_REVISED', 'RFQ_WITHDRAWN'));
