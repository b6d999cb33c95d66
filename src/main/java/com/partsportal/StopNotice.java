package com.partsportal;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A node that is asked to stop says at once that it is not ready and serves on for a while, so that whoever asks for
 * readiness, such as a load balancer, sends its requests elsewhere before the port is closed.
 */
@Component
class StopNotice implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StopNotice.class);

    private final Duration notice;
    private volatile boolean running;

    StopNotice(@Value("${portal.stop-notice:PT5S}") Duration notice) {
        this.notice = notice;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (notice.isZero()) {
            return;
        }
        log.info("not ready any more, serving for another {}", notice);
        try {
            Thread.sleep(notice.toMillis());
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The first to stop: before the web server, whose phase is lower. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
