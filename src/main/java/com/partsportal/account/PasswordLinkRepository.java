package com.partsportal.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface PasswordLinkRepository extends JpaRepository<PasswordLink, UUID> {

    Optional<PasswordLink> findByTokenHash(byte[] tokenHash);

    /** Of two that use one link at once, one gets 1. */
    @Modifying
    @Query("update PasswordLink l set l.usedAt = :now where l.id = :id and l.usedAt is null and l.expiresAt > :now")
    int use(UUID id, Instant now);

    @Modifying
    @Query("update PasswordLink l set l.usedAt = :now where l.accountId = :account and l.usedAt is null")
    void endAll(UUID account, Instant now);
}
