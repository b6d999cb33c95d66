package com.partsportal.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@link PortalTest} with limits, some of them low enough to be reached, and with a mail server whose bounces come back.
 * One context for all such classes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@PortalTest(
        properties = {
            "portal.rate-limits.enabled=true",
            "portal.limits.sign-in-pause=PT1H",
            "portal.limits.open-invitations-of-vendor=301",
            "portal.limits.open-invitations-of-company=52",
            "portal.mail.bounces=bounce+{id}@mail.portal.example",
            "portal.bounce-token=the-token-of-the-mail-server"
        })
public @interface LimitedPortalTest {}
