package com.partsportal.invitation;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Records visits to an invitation's page: for information only, nothing about the invitation changes by it. */
@Component
public class PageViews {

    private static final Logger log = LoggerFactory.getLogger(PageViews.class);

    /** Recorded visits of one invitation. */
    private static final int MOST = 50;

    private static final Pattern FILTER = Pattern.compile(
            "bot|crawl|spider|scan|preview|proxy|monitor|curl|wget|python|java|go-http|okhttp|headless|barracuda|"
                    + "proofpoint|mimecast|safelinks|microsoft office|googleimageproxy|yahoomailproxy");

    private final PageViewRepository views;
    private final InvitationReader reader;
    private final InvitationOwners owners;
    private final TransactionTemplate transactions;
    private final Clock clock;

    PageViews(
            PageViewRepository views,
            InvitationReader reader,
            InvitationOwners owners,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.views = views;
        this.reader = reader;
        this.owners = owners;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * @param persons visits by a person, as far as that can be guessed
     * @param filters visits that were rather a mail filter's
     * @param lastPerson the last visit by a person; null: none
     */
    public record Views(
            long persons, long filters, @Nullable Instant lastPerson) {}

    /** Records a GET; a HEAD or OPTIONS is no visit. A failure is logged, and the page is shown all the same. */
    void record(InvitationId id, String method, HttpHeaders headers) {
        if (!HttpMethod.GET.matches(method)) {
            return;
        }
        try {
            transactions.executeWithoutResult(status -> add(id, isPerson(headers)));
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "a visit to the page of invitation {} was not recorded: {}",
                    id,
                    e.getClass().getSimpleName());
        }
    }

    private void add(InvitationId id, boolean person) {
        var added = views.add(Ids.next(), id.value(), DatabaseTime.now(clock), person, MOST);
        if (added == 1 && person && views.of(id.value()).persons() == 1) {
            var invited = reader.now(id.value()).row();
            owners.of(invited).opened(invited);
        }
    }

    /** A browser that names its languages and, where it says so at all, was led here by a person's click. */
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
