package com.partsportal.insight;

import com.partsportal.mail.QueuedMails;
import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What disagrees between rows and engine at this moment. */
@Component
class Drifts {

    private final DriftReport report;
    private final QueuedMails mails;
    private final Clock clock;

    Drifts(DriftReport report, QueuedMails mails, Clock clock) {
        this.report = report;
        this.mails = mails;
        this.clock = clock;
    }

    /** Every kind, also those of which there is none; at most {@link DriftReport#MOST} of each. */
    Map<DriftKind, List<Drift>> all() {
        var all = new EnumMap<DriftKind, List<Drift>>(DriftKind.class);
        for (var kind : DriftKind.values()) {
            all.put(kind, find(kind));
        }
        return all;
    }

    List<Drift> find(DriftKind kind) {
        return find(kind, null);
    }

    /** @param key only of this business key; null: of all */
    List<Drift> find(DriftKind kind, @Nullable String key) {
        return new ArrayList<>(report.find(kind, key, DatabaseTime.now(clock), mails.kinds()));
    }
}
