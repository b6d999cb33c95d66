package com.partsportal.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.Invitations;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Times;
import com.partsportal.vendor.VendorId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What happened to a customer. Rows are only ever added (a trigger refuses anything else) and hold ids; names and
 * addresses are joined when they are read, together with the mails of the customer's invitations.
 */
@Component
class Timeline {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final MessageSource messages;
    private final Clock clock;

    Timeline(JdbcClient jdbc, ObjectMapper json, MessageSource messages, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.messages = messages;
        this.clock = clock;
    }

    void add(Customer customer, TimelineType type, @Nullable AccountId by, Map<String, String> details) {
        add(customer, type, by, customer.invitation(), details);
    }

    void add(
            Customer customer,
            TimelineType type,
            @Nullable AccountId by,
            @Nullable InvitationId invitation,
            Map<String, String> details) {
        jdbc.sql("""
                        insert into timeline (id, at, vendor_id, customer_id, invitation_id, type, actor_id, details)
                        values (:id, :at, :vendor, :customer, :invitation, :type, :actor, cast(:details as jsonb))""")
                .param("id", Ids.next())
                .param("at", Timestamp.from(Times.now(clock)))
                .param("vendor", customer.vendor().value())
                .param("customer", customer.id().value())
                .param("invitation", invitation == null ? null : invitation.value())
                .param("type", type.name())
                .param("actor", by == null ? null : by.value())
                .param("details", write(details))
                .update();
    }

    /** Oldest first, in the reader's language. */
    List<TimelineEntry> of(CustomerId customer, Locale language) {
        return jdbc.sql("""
                        select t.at, t.type, coalesce(a.name, k.name) as actor, t.details::text as details, i.email as email, t.id as id,
                               case when t.type in ('REVOKED', 'DECLINED') then i.end_reason
                                    when t.type = 'DELIVERY_FAILED' then i.delivery_words end as words
                        from timeline t
                        left join account a on a.id = t.actor_id
                        left join api_key k on k.id = t.actor_id
                        left join invitation i on i.id = t.invitation_id
                        where t.customer_id = :customer
                        union all
                        select coalesce(m.sent_at, m.claimed_at, m.created_at), 'MAIL_' || m.state, null,
                               json_build_object('kind', m.kind)::text, m.recipient, m.id, m.refusal
                        from sent_mail m join invitation i on i.id = m.invitation_id
                        where i.customer_id = :customer
                        order by 1, 6""")
                .param("customer", customer.value())
                .query((row, number) -> {
                    var type = row.getString("type");
                    var actor = row.getString("actor");
                    var details = read(row.getString("details"));
                    return new TimelineEntry(
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            type,
                            actor == null ? messages.getMessage("timeline.by.portal", null, language) : actor,
                            text(type, details, row.getString("email"), row.getString("words"), language));
                })
                .list();
    }

    /** What a vendor's customers did or what befell their invitations since then, newest first. */
    List<CustomerNews> news(VendorId vendor, Instant since, int most) {
        return jdbc.sql("""
                        select t.at, t.type, t.customer_id, c.company_name
                        from timeline t join customer c on c.id = t.customer_id
                        where t.vendor_id = :vendor and t.at > :since
                          and t.type in ('ACCEPTED', 'DECLINED', 'DELIVERY_FAILED', 'EXPIRED', 'NEW_INVITATION_ASKED')
                        order by t.at desc, t.id desc limit :most""")
                .param("vendor", vendor.value())
                .param("since", Timestamp.from(since))
                .param("most", most)
                .query((row, number) -> new CustomerNews(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("type"),
                        new CustomerId(row.getObject("customer_id", UUID.class)),
                        row.getString("company_name")))
                .list();
    }

    private String text(
            String type, Map<String, String> details, @Nullable String email, @Nullable String words, Locale language) {
        var what = type.startsWith("MAIL_")
                ? messages.getMessage("timeline.mail." + details.get("kind"), null, language)
                : details.containsKey("what")
                        ? messages.getMessage("timeline.what." + details.get("what"), null, language)
                        : "";
        var sentence =
                messages.getMessage("timeline." + type, new Object[] {what, email, details.get("count")}, language);
        if (details.containsKey("readiness")) {
            sentence += " "
                    + messages.getMessage(
                            "timeline.readiness." + details.get("readiness"),
                            new Object[] {Long.valueOf(details.getOrDefault("count", "0"))},
                            language);
        }
        if (words == null || words.isBlank()) {
            return sentence;
        }
        var said = Set.of(Invitations.STAFF_ADDRESS, Invitations.ADDRESS_CORRECTED, Invitations.ADDRESS_CHANGED)
                        .contains(words)
                ? messages.getMessage("timeline." + words, null, language)
                : words;
        return sentence + " " + messages.getMessage("timeline.words", new Object[] {said}, language);
    }

    private String write(Map<String, String> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> read(String details) {
        try {
            return json.readValue(details, Map.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
