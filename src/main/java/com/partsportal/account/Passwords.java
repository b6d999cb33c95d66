package com.partsportal.account;

import java.util.List;
import org.springframework.stereotype.Component;

/** The rules of passwords and their slow hash. */
@Component
public class Passwords {

    /**
     * What is wrong with a password, as message keys; empty when it may be used.
     *
     * @param about what the password must not be made of: address, name, company
     */
    public List<String> problems(String raw, String... about) {
        throw new UnsupportedOperationException();
    }

    /**
     * The hash to store. Slow, and only as many at once as there are cores: never call it inside a transaction, it
     * refuses to.
     */
    public String hash(String raw) {
        throw new UnsupportedOperationException();
    }

    /** Whether this is the password that was hashed. As slow as {@link #hash}, under the same rule. */
    public boolean matches(String raw, String hash) {
        throw new UnsupportedOperationException();
    }
}
