package com.partsportal.account;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface StaffIdentityRepository extends Repository<StaffIdentity, UUID> {

    Optional<StaffIdentity> findByIssuerAndSubject(String issuer, String subject);

    @Query("select i.accountId from StaffIdentity i where i.issuer = :issuer and i.accountId in :accounts")
    Set<UUID> linked(String issuer, Collection<UUID> accounts);

    /** Zero when the login has an identity at this provider, or another login has this one. */
    @Modifying
    @Query(value = """
            insert into staff_identity (id, account_id, issuer, subject, linked_at)
            values (:id, :account, :issuer, :subject, :now) on conflict do nothing""", nativeQuery = true)
    int link(UUID id, UUID account, String issuer, String subject, Instant now);

    @Modifying
    @Query("delete from StaffIdentity i where i.accountId = :account")
    int removeAll(UUID account);
}
