package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Forgotten passwords, worked on after the answer was given: so the answer takes the same time whether or not the
 * address has a login. A request that is lost with a node is made again by the person who waits for the mail.
 */
@Component
class PasswordRequests {

    private static final Logger log = LoggerFactory.getLogger(PasswordRequests.class);

    private final PasswordLinks links;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(500),
            work -> new Thread(work, "password-requests"),
            (work, executor) -> log.warn("A password request was dropped: too many at once"));

    PasswordRequests(PasswordLinks links) {
        this.links = links;
    }

    void add(EmailAddress email) {
        worker.execute(() -> {
            try {
                if (links.mayMail(email)) {
                    links.mailForgotten(email);
                }
            } catch (RuntimeException e) {
                log.warn(
                        "A password request could not be processed: {}",
                        e.getClass().getSimpleName());
            }
        });
    }

    @PreDestroy
    void finish() throws InterruptedException {
        worker.shutdown();
        worker.awaitTermination(10, TimeUnit.SECONDS);
    }
}
