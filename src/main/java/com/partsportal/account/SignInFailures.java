package com.partsportal.account;

import com.partsportal.shared.ClientNetwork;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Failed sign-ins for operators: a log line each, with ids and the client's network and nothing that was typed, and the
 * counter {@code portal.sign_in.failures}.
 */
@Component
public class SignInFailures {

    private static final Logger log = LoggerFactory.getLogger(SignInFailures.class);

    private final MeterRegistry meters;

    SignInFailures(MeterRegistry meters) {
        this.meters = meters;
        for (var method : Method.values()) {
            add(method, 0);
        }
    }

    /** How somebody tried to sign in, or to show again who they are. */
    public enum Method {
        PASSWORD,
        PASSKEY,
        /** Of a second factor: after a right password, or while one is set up. */
        CODE,
        /** The own password, once more, of somebody who is signed in. */
        OWN_PASSWORD,
        BASIC,
        API_KEY,
        SINGLE_SIGN_ON;

        private String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Counts one, of the request under way.
     *
     * @param account or the id of an API key that has ended; null: nobody's that is known
     */
    public void count(Method method, @Nullable AccountId account) {
        add(method, 1);
        record(method.tag(), account);
    }

    /**
     * Counts one that has a reason of its own, which the line in the log names.
     *
     * @param reason a code of ours, nothing that came with the request
     */
    public void count(Method method, @Nullable AccountId account, String reason) {
        add(method, 1);
        record(method.tag() + " (" + reason + ")", account);
    }

    private static void record(String how, @Nullable AccountId account) {
        log.info(
                "sign-in failed: {}, account {}, from {}",
                how,
                account == null ? "unknown" : account.value(),
                ClientNetwork.current());
    }

    private void add(Method method, int failures) {
        meters.counter("portal.sign_in.failures", "method", method.tag()).increment(failures);
    }
}
