package com.partsportal.account;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface RecoveryCodeRepository extends JpaRepository<RecoveryCode, UUID> {

    @Query("select count(c) from RecoveryCode c where c.accountId = :account and c.usedAt is null")
    int countUnused(UUID account);

    /** Of two that use one code at once, one gets 1. */
    @Modifying
    @Query(
            "update RecoveryCode c set c.usedAt = :now where c.accountId = :account and c.codeHash = :hash and c.usedAt is null")
    int use(UUID account, byte[] hash, Instant now);

    @Modifying
    @Query("delete from RecoveryCode c where c.accountId = :account")
    void deleteAll(UUID account);
}
