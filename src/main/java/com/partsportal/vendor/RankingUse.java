package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has which ranking; implemented by the module that owns customers. Everything runs in the caller's transaction. */
public interface RankingUse {

    /** How many customers have this ranking. */
    long count(VendorId vendor, UUID ranking);

    /** All customers with the one ranking have the other from now on. */
    void move(VendorId vendor, UUID from, UUID to, @Nullable AccountId by);
}
