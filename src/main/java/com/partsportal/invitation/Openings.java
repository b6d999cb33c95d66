package com.partsportal.invitation;

import com.partsportal.shared.Ids;
import com.partsportal.shared.Times;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Remembers that somebody looked at an invitation's page: for information only, and nothing about the invitation changes by it. */
@Component
public class Openings {

    private static final Logger log = LoggerFactory.getLogger(Openings.class);

    /** Of one invitation: more would tell nothing new. */
    private static final int MOST = 50;

    private static final Pattern FILTER = Pattern.compile(
            "bot|crawl|spider|scan|preview|proxy|monitor|curl|wget|python|java|go-http|okhttp|headless|barracuda|"
                    + "proofpoint|mimecast|safelinks|microsoft office|googleimageproxy|yahoomailproxy");

    private final JdbcClient jdbc;
    private final Clock clock;

    Openings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param persons how often a person looked, as far as that can be guessed
     * @param filters how often it was rather a mail filter
     * @param lastPerson when a person looked last
     */
    public record Opened(
            long persons, long filters, @Nullable Instant lastPerson) {}

    /** Who looked at this invitation's page so far. */
    public Opened of(InvitationId id) {
        return jdbc.sql("""
                        select count(*) filter (where person) as persons, count(*) filter (where not person) as filters,
                               max(at) filter (where person) as last
                        from invitation_opening where invitation_id = :id""")
                .param("id", id.value())
                .query((row, number) -> {
                    var last = row.getObject("last", OffsetDateTime.class);
                    return new Opened(
                            row.getLong("persons"), row.getLong("filters"), last == null ? null : last.toInstant());
                })
                .single();
    }

    /** Notes a GET; a HEAD or OPTIONS is nobody's look. That it cannot be noted is no reason to show no page. */
    void note(InvitationId id, String method, HttpHeaders headers) {
        if (!HttpMethod.GET.matches(method)) {
            return;
        }
        try {
            jdbc.sql("""
                            insert into invitation_opening (id, invitation_id, at, person)
                            select :id, :invitation, :now, :person
                            where (select count(*) from invitation_opening where invitation_id = :invitation) < :most""")
                    .param("id", Ids.next())
                    .param("invitation", id.value())
                    .param("now", Timestamp.from(Times.now(clock)))
                    .param("person", isPerson(headers))
                    .param("most", MOST)
                    .update();
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "a look at invitation {} was not noted: {}",
                    id,
                    e.getClass().getSimpleName());
        }
    }

    /** A browser that names its languages and, where it tells at all, was led here by a person's click. */
    static boolean isPerson(HttpHeaders headers) {
        var agent = headers.getFirst(HttpHeaders.USER_AGENT);
        if (agent == null
                || !agent.startsWith("Mozilla/")
                || FILTER.matcher(agent.toLowerCase(Locale.ROOT)).find()
                || headers.getFirst(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return false;
        }
        var mode = headers.getFirst("Sec-Fetch-Mode");
        var purpose = headers.getFirst("Sec-Purpose");
        return (mode == null || mode.equals("navigate")) && (purpose == null || !purpose.contains("prefetch"));
    }
}
