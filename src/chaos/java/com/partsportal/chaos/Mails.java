package com.partsportal.chaos;

import com.partsportal.harness.MailCopy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people find in their mailboxes: the different links to invitations, in the order of their arrival. */
final class Mails {

    private final Map<String, List<String>> links = new HashMap<>();
    private boolean over;

    synchronized void arrived(MailCopy copy) {
        if (copy.link() == null || !copy.link().contains("/invitations/")) {
            return;
        }
        var known = links.computeIfAbsent(copy.recipient(), recipient -> new ArrayList<>());
        if (!known.contains(copy.link())) {
            known.add(copy.link());
            notifyAll();
        }
    }

    /** No mail comes any more: nobody needs to wait. */
    synchronized void over() {
        over = true;
        notifyAll();
    }

    /** Waits for the link with this number, counted from 1; empty when it does not come. */
    synchronized Optional<String> link(String recipient, int number, Duration patience) throws InterruptedException {
        var until = Instant.now().plus(patience);
        while (true) {
            var known = links.getOrDefault(recipient, List.of());
            if (known.size() >= number) {
                return Optional.of(known.get(number - 1));
            }
            var left = Duration.between(Instant.now(), until).toMillis();
            if (over || left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
    }
}
