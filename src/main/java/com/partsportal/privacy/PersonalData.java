package com.partsportal.privacy;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one module keeps of a person. Everything runs in the caller's transaction. A new table with personal data belongs
 * into its module's implementation; {@code PersonalDataTests} and {@code ErasureTests} hold that.
 */
public interface PersonalData {

    /** What this module knows besides: the login, other addresses, vendors, companies, process instances. */
    default Person identify(Person person) {
        return person;
    }

    /** What is kept, table by table, without secrets and their hashes. */
    List<KeptRows> kept(Person person);

    /**
     * Ends what is still going on: sessions, memberships, invitations, requests and their process instances. All modules
     * end before any erases.
     *
     * @param by the administrator; null: by command
     */
    default void end(Person person, @Nullable UUID by) {}

    /**
     * Erases names, addresses and texts; ids, codes and dates stay, so that vendors' and companies' records remain
     * whole. A repeat changes nothing.
     *
     * @param by the administrator; null: by command
     */
    void erase(Person person, @Nullable UUID by);

    /** Takes away what is older than it may be, in a transaction of its own; a repeat changes nothing. */
    default void expire(RetentionStatements expiring) {}
}
