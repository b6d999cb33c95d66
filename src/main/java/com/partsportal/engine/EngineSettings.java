package com.partsportal.engine;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the process engine.
 *
 * @param tuning whether the engine runs with the portal's tuning: jobs executed right after the commit that created them, a
 *     history of milestones, fewer queries for incidents and jobs. False: the stock engine, with history level
 *     {@code activity} and the starter's job executor. The processes behave the same.
 */
@ConfigurationProperties("portal.engine")
record EngineSettings(@DefaultValue("true") boolean tuning) {

    /** The name of {@link #tuning}, for conditions on beans. */
    static final String TUNING = "portal.engine.tuning";
}
