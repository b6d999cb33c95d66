package com.partsportal.notification;

import com.partsportal.account.SignedIn;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the bell for the frame of a page: templates say {@code ${@bells.of(user)}}, once, and only where it is shown. */
@Component("bells")
public class Bells {

    private static final int LATEST = 10;

    private final NotificationReport report;

    Bells(NotificationReport report) {
        this.report = report;
    }

    /** One statement. */
    @Transactional(readOnly = true)
    public Bell of(SignedIn person) {
        return report.bell(person, LATEST);
    }
}
