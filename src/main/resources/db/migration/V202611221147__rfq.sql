-- Requests for quotation that a company makes of a vendor's prepared parts.
create table rfq (
    id            uuid        primary key,
    vendor_id     uuid        not null references vendor (id),
    customer_id   uuid        not null references customer (id),
    company_id    uuid        not null references company (id),
    -- counts for each vendor
    number        int         not null,
    status        text        not null check (status in ('AWAITING_APPROVAL', 'SENT_BACK', 'NOT_APPROVED', 'UNDER_REVIEW', 'ANSWERED', 'QUOTED', 'REJECTED')),
    needed_by     date,
    note          text        check (length(note) <= 2000),
    submitted_by  uuid        not null references account (id),
    created_at    timestamptz not null,
    -- what a Customer Manager said to it
    decided_by    uuid        references account (id),
    decided_at    timestamptz,
    decision_words text       check (length(decision_words) <= 2000),
    -- since when the vendor has it
    review_at     timestamptz,
    answered_by   uuid        references account (id),
    answered_at   timestamptz,
    answer_words  text        check (length(answer_words) <= 2000),
    unique (vendor_id, number),
    check ((status in ('ANSWERED', 'QUOTED', 'REJECTED')) = (answered_at is not null)),
    check (status not in ('UNDER_REVIEW', 'ANSWERED', 'QUOTED', 'REJECTED') or review_at is not null)
);
create index rfq_by_company on rfq (company_id, created_at);
create index rfq_by_customer on rfq (customer_id);

-- A part that is named here stays: no cascade.
create table rfq_line (
    rfq_id     uuid  not null references rfq (id) on delete cascade,
    position   int   not null,
    part_id    uuid  not null references part (id),
    quantities int[] not null check (cardinality(quantities) between 1 and 10 and 0 < all (quantities)),
    primary key (rfq_id, position),
    unique (rfq_id, part_id)
);
create index rfq_line_part on rfq_line (part_id);

-- When the vendor got the first RFQ of this customer, and when somebody of the company first looked at its parts.
alter table customer add column first_rfq_at timestamptz;
alter table company add column parts_seen_at timestamptz;
