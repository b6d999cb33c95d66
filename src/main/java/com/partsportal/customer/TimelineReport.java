package com.partsportal.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.invitation.Invitations;
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
 * The timeline of a customer as people read it. By JDBC since it joins the names and addresses of other modules, and the
 * emails of the customer's invitations.
 */
@Component
class TimelineReport {

    private static final String ENTRIES = """
            select t.at, t.type, coalesce(a.name, k.name) as actor, t.details::text as details, i.email as email, t.id as id,
                   case when t.type in ('REVOKED', 'DECLINED') then i.end_reason
                        when t.type = 'DELIVERY_FAILED' then i.delivery_words end as reason,
                   r.id as rfq, r.number as rfq_number
            from timeline t
            left join rfq r on r.id = cast(t.details ->> 'rfq' as uuid)
            left join account a on a.id = t.actor_id
            left join api_key k on k.id = t.actor_id
            left join invitation i on i.id = t.invitation_id
            where t.customer_id = :customer
            union all
            select coalesce(m.sent_at, m.claimed_at, m.created_at), 'MAIL_' || m.state, null,
                   json_build_object('kind', m.kind)::text, m.recipient, m.id, m.refusal, null, null
            from sent_mail m join invitation i on i.id = m.invitation_id
            where i.customer_id = :customer
            order by 1, 6""";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final MessageSource messages;

    TimelineReport(JdbcClient jdbc, ObjectMapper json, MessageSource messages) {
        this.jdbc = jdbc;
        this.json = json;
        this.messages = messages;
    }

    /** Oldest first, in the reader's language. */
    List<TimelineEntry> of(CustomerId customer, Locale language) {
        return jdbc.sql(ENTRIES)
                .param("customer", customer.value())
                .query((row, number) -> {
                    var type = row.getString("type");
                    var actor = row.getString("actor");
                    var details = read(row.getString("details"));
                    var rfq = row.getObject("rfq", UUID.class);
                    var about = rfq == null ? null : new TimelineEntry.Rfq(rfq, "RFQ-" + row.getInt("rfq_number"));
                    return new TimelineEntry(
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            type,
                            actor == null ? messages.getMessage("timeline.by.portal", null, language) : actor,
                            about == null
                                    ? text(type, details, row.getString("email"), row.getString("reason"), language)
                                    : messages.getMessage(
                                            "timeline." + type + ".of", new Object[] {about.reference()}, language),
                            about);
                })
                .list();
    }

    private String text(
            String type,
            Map<String, String> details,
            @Nullable String email,
            @Nullable String reason,
            Locale language) {
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
        if (reason == null || reason.isBlank()) {
            return sentence;
        }
        var said = Set.of(Invitations.STAFF_ADDRESS, Invitations.ADDRESS_CORRECTED, Invitations.ADDRESS_CHANGED)
                        .contains(reason)
                ? messages.getMessage("timeline." + reason, null, language)
                : reason;
        return sentence + " " + messages.getMessage("timeline.quoted", new Object[] {said}, language);
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
