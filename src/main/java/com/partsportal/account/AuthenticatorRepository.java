package com.partsportal.account;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface AuthenticatorRepository extends JpaRepository<Authenticator, UUID> {

    @Query("select a from Authenticator a where a.accountId = :account and a.confirmedAt is not null")
    Optional<Authenticator> findConfirmed(UUID account);

    @Query("select a from Authenticator a where a.accountId = :account and a.confirmedAt is null")
    Optional<Authenticator> findPending(UUID account);

    /** Of two that type one code at once, one gets 1. */
    @Modifying
    @Query("update Authenticator a set a.lastStep = :step where a.id = :id and a.lastStep < :step")
    int accept(UUID id, long step);

    @Modifying
    @Query("update Authenticator a set a.secret = :secret, a.secretKid = :kid where a.id = :id")
    void keepUnder(UUID id, byte[] secret, String kid);

    @Modifying
    @Query("delete from Authenticator a where a.accountId = :account and a.confirmedAt is null")
    void deletePending(UUID account);

    @Modifying
    @Query("delete from Authenticator a where a.accountId = :account and a.confirmedAt is not null")
    int deleteConfirmed(UUID account);

    @Query("select a.accountId from Authenticator a where a.confirmedAt is not null and a.accountId in :accounts")
    Set<UUID> holders(Collection<UUID> accounts);

    @Query("select count(a) from Authenticator a where a.confirmedAt is not null and a.secretKid not in :kids")
    long countUnderOtherKeys(Collection<String> kids);
}
