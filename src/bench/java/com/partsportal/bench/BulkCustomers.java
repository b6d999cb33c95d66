package com.partsportal.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Customers of many vendors in every state, written as the portal would have written them, the oldest first: open
 * invitations within two weeks, older ones mostly accepted. No process runs for them; see {@link InvitationCopies} for that.
 */
final class BulkCustomers {

    /** Each vendor gets a customer every ten minutes; who was invited 2,000 of them ago still has time to answer. */
    private static final String CUSTOMERS = """
            create temp table bulk as
            select (lpad(to_hex(cast(extract(epoch from at) * 1000 as bigint)), 12, '0') || '7' || substr(hash, 1, 3) || '8'
                        || substr(hash, 4, 15))::uuid as id,
                   n, vendor, at, at + interval '14 days' as expires_at, name, hash,
                   substr(hash, 1, 6) || '@' || split_part(lower(name), ' ', 1) || n || '.example' as email,
                   case when n %% 5 < 3 then '+49' || (15100000000 + n * 20 + place) end as phone,
                   case when n * 53 %% 103 < 10 then 0 when n * 53 %% 103 < 40 then 1 when n * 53 %% 103 < 80 then 2 else 3
                       end as ranking,
                   case when n <= 2000
                       then (array['DRAFT', 'INVITED', 'INVITED', 'INVITED', 'INVITED', 'INVITED', 'DECLINED', 'ACTIVE',
                                   'ACTIVE', 'ACTIVE'])[1 + n * 37 %% 101 %% 10]
                       else (array['DRAFT', 'REVOKED', 'DECLINED', 'DEACTIVATED', 'EXPIRED', 'EXPIRED', 'ACTIVE', 'ACTIVE',
                                   'ACTIVE', 'ACTIVE'])[1 + n * 37 %% 101 %% 10] end as status
            from (values %s) vendors (place, vendor, first)
            join generate_series(1, %d) n on n >= first
            cross join lateral (select now() - n * interval '10 minutes' - place * interval '1 second' as at,
                (array['Borg', 'Cyan', 'Delta', 'Echo', 'Foxtrot', 'Gamma', 'Helix'])[1 + n %% 7] || ' '
                    || (array['Machining', 'Castings', 'Tools', 'Drives', 'Optics'])[1 + n / 7 %% 5] || ' ' || n as name,
                md5(place || '/' || n) as hash) made
            order by n desc, place;
            """;

    private static final String ROWS = """
            insert into company (id, name, created_at)
            select id, name, at from bulk where status in ('ACTIVE', 'DEACTIVATED');
            insert into customer (id, vendor_id, company_id, company_name, company_sort, email, phone, ranking_id, status,
                invitation_id, invited_at, expires_at, accepted_at, search_text, created_at)
            select c.id, vendor, case when status in ('ACTIVE', 'DEACTIVATED') then c.id end, name, lower(name), email, phone,
                   r.id, status, case when status <> 'DRAFT' then c.id end, case when status <> 'DRAFT' then at end,
                   case when status <> 'DRAFT' then expires_at end,
                   case when status in ('ACTIVE', 'DEACTIVATED') then at + interval '1 day' end,
                   lower(name) || E'\\n' || email || E'\\n' || coalesce(phone, ''), at
            from bulk c join ranking r on r.vendor_id = vendor and r.position = c.ranking;
            insert into invitation (id, kind, process_key, vendor_id, customer_id, email, invited_name, role, status, delivery,
                token_hash, token_nonce, token_kid, language, bulk, invited_at, expires_at, reminders_at, ended_at)
            select id, 'CONTACT', id, vendor, id, email, name, 'CUSTOMER_MANAGER',
                   case status when 'INVITED' then 'PENDING' when 'ACTIVE' then 'ACCEPTED' when 'DEACTIVATED' then 'ACCEPTED'
                       else status end,
                   'SENT', sha256(convert_to(hash, 'UTF8')), '\\x00', 'bench', 'en', true, at, expires_at,
                   to_char(at + interval '7 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                   case when status <> 'INVITED' then at + interval '1 day' end
            from bulk where status <> 'DRAFT';
            insert into timeline (id, at, vendor_id, customer_id, type) select id, at, vendor, id, 'CREATED' from bulk;
            """;

    private BulkCustomers() {}

    /** @param from for each vendor the first number of its new customers, who are numbered up to {@code to} */
    static void make(Database database, Map<String, Integer> from, int to) {
        var places = List.copyOf(from.keySet());
        var vendors = from.entrySet().stream()
                .map(vendor -> "(%d, '%s'::uuid, %d)"
                        .formatted(places.indexOf(vendor.getKey()), vendor.getKey(), vendor.getValue()))
                .collect(Collectors.joining(", "));
        database.fill(List.of("customer", "invitation"), CUSTOMERS.formatted(vendors, to) + ROWS);
    }
}
