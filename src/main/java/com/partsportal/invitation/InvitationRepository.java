package com.partsportal.invitation;

import com.partsportal.account.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** The conditional updates here decide every race: one row, one winner. */
interface InvitationRepository extends JpaRepository<Invitation, UUID> {

    @Query("select i from Invitation i where i.tokenHash = :tokenHash")
    Optional<Invitation> findByTokenHash(byte[] tokenHash);

    Optional<Invitation> findFirstByKindAndVendorIdAndRoleOrderByInvitedAtDescIdDesc(
            InvitationKind kind, UUID vendorId, Role role);

    Optional<Invitation> findFirstByProcessKeyOrderByInvitedAtDescIdDesc(UUID processKey);

    @Query("""
            select i from Invitation i
            where i.kind = InvitationKind.TEAM and i.vendorId = :vendor and i.status <> InvitationStatus.SUPERSEDED
            order by i.invitedAt desc, i.id desc limit 200""")
    List<Invitation> newestOfTeam(UUID vendor);

    @Query("""
            select i from Invitation i
            where i.status = InvitationStatus.PENDING and i.kind = :kind and i.email = :email
              and (i.vendorId = :vendor or i.companyId = :company)""")
    Optional<Invitation> findPending(InvitationKind kind, @Nullable UUID vendor, @Nullable UUID company, String email);

    /** The newest of each address, by name. */
    @Query("""
            select i from Invitation i
            where i.kind = InvitationKind.COLLEAGUE and i.companyId = :company
              and not exists (select 1 from Invitation n
                              where n.kind = InvitationKind.COLLEAGUE and n.companyId = :company and n.email = i.email
                                and (n.invitedAt > i.invitedAt or (n.invitedAt = i.invitedAt and n.id > i.id)))
            order by i.invitedName, i.id""")
    List<Invitation> newestOfCompany(UUID company);

    interface PendingOfKey {
        String getKeyId();

        long getInvitations();
    }

    @Query("""
            select i.tokenKid as keyId, count(i) as invitations from Invitation i
            where i.status = InvitationStatus.PENDING group by i.tokenKid""")
    List<PendingOfKey> pendingByKey();

    List<Invitation> findByEmailAndStatusOrderById(String email, InvitationStatus status);

    /** The newest that this side sent to this address. */
    @Query("""
            select i from Invitation i
            where i.kind = :kind and i.email = :email and (i.vendorId = :vendor or i.companyId = :company)
            order by i.invitedAt desc, i.id desc limit 1""")
    Optional<Invitation> newestTo(InvitationKind kind, @Nullable UUID vendor, @Nullable UUID company, String email);

    @Query("""
            select max(i.invitedAt) from Invitation i
            where i.email = :email and i.kind = :kind and (i.vendorId = :vendor or i.companyId = :company)""")
    Optional<Instant> lastSending(InvitationKind kind, @Nullable UUID vendor, @Nullable UUID company, String email);

    /** When the single invitation was sent that has so many newer ones of this vendor. */
    @Query("""
            select i.invitedAt from Invitation i
            where i.vendorId = :vendor and not i.bulk and i.invitedAt > :since
            order by i.invitedAt desc limit 1 offset :newer""")
    Optional<Instant> singleOfVendor(UUID vendor, Instant since, int newer);

    /** When the invitation was sent that has so many newer ones of this company. */
    @Query("""
            select i.invitedAt from Invitation i
            where i.companyId = :company and i.kind = InvitationKind.COLLEAGUE and i.invitedAt > :since
            order by i.invitedAt desc limit 1 offset :newer""")
    Optional<Instant> singleOfCompany(UUID company, Instant since, int newer);

    @Query("""
            select count(i) from Invitation i
            where i.vendorId = :vendor and i.status = InvitationStatus.PENDING and i.expiresAt > :now""")
    long openOfVendor(UUID vendor, Instant now);

    @Query("""
            select count(i) from Invitation i
            where i.companyId = :company and i.kind = InvitationKind.COLLEAGUE
              and i.status = InvitationStatus.PENDING and i.expiresAt > :now""")
    long openOfCompany(UUID company, Instant now);

    /** From here to the end of the transaction only one of those that name the same key goes on. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))", nativeQuery = true)
    int waitForOthers(String key);

    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.status = InvitationStatus.ACCEPTED, i.endedAt = :now, i.version = i.version + 1,
              i.acceptedAccountId = :account, i.acceptedName = :name, i.acceptedPasswordHash = :passwordHash,
              i.acceptedTerms = :terms, i.acceptedCompanyId = :company
            where i.id = :id and i.status = InvitationStatus.PENDING and i.expiresAt > :now""")
    int accept(
            UUID id,
            Instant now,
            @Nullable UUID account,
            @Nullable String name,
            @Nullable String passwordHash,
            @Nullable String terms,
            @Nullable UUID company);

    /** Ends a live one. */
    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.status = :end, i.endedAt = :now, i.endReason = :reason, i.version = i.version + 1
            where i.id = :id and i.status = InvitationStatus.PENDING and i.expiresAt > :now""")
    int end(UUID id, InvitationStatus end, @Nullable String reason, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("update Invitation i set i.revocationEmail = false where i.id = :id")
    void withoutRevocationEmail(UUID id);

    /** Ends a lapsed one. */
    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.status = InvitationStatus.EXPIRED, i.endedAt = :now, i.version = i.version + 1
            where i.id = :id and i.status = InvitationStatus.PENDING and i.expiresAt <= :now""")
    int expire(UUID id, Instant now);

    /** @return 0 when another node has said so already: a second copy of an email is possible, a second event is not */
    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.delivery = DeliveryState.SENT, i.deliveryFailure = null, i.deliveryReason = null
            where i.id = :id and i.delivery <> DeliveryState.SENT""")
    int delivered(UUID id);

    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.delivery = DeliveryState.FAILED, i.deliveryFailure = DeliveryFailure.REFUSED,
              i.deliveryReason = :reason
            where i.id = :id""")
    void refused(UUID id, String reason);

    /** An open one that nothing is known of to be wrong yet. */
    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.delivery = DeliveryState.FAILED, i.deliveryFailure = DeliveryFailure.STUCK
            where i.id = :id and i.status = InvitationStatus.PENDING and i.delivery <> DeliveryState.FAILED""")
    int recordUndeliverable(UUID id);

    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.delivery = DeliveryState.FAILED, i.deliveryFailure = DeliveryFailure.BOUNCED,
              i.deliveryReason = :reason
            where i.id = :id and i.status = InvitationStatus.PENDING
              and (i.deliveryFailure is null or i.deliveryFailure = DeliveryFailure.STUCK)""")
    int bounced(UUID id, String reason);

    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.remindersSent = :sent, i.remindersAt = :remindersAt,
              i.delivery = DeliveryState.SENT, i.deliveryFailure = null, i.deliveryReason = null
            where i.id = :id and i.remindersSent < :sent""")
    int reminded(UUID id, int sent, String remindersAt);

    /** What lapsed while nothing could end it. */
    @Query("""
            select i from Invitation i
            where i.vendorId = :vendor and i.status = InvitationStatus.PENDING and i.expiresAt <= :now""")
    List<Invitation> lapsedOfVendor(UUID vendor, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.expiresAt = :expiresAt, i.version = i.version + 1
            where i.id = :id and i.status = InvitationStatus.PENDING""")
    int extend(UUID id, Instant expiresAt);

    @Modifying(flushAutomatically = true)
    @Query("update Invitation i set i.remindersStopped = true where i.id = :id and i.status = InvitationStatus.PENDING")
    int stopReminders(UUID id);

    @Modifying(flushAutomatically = true)
    @Query(
            "update Invitation i set i.newInvitationRequestedAt = :now where i.id = :id and i.newInvitationRequestedAt is null")
    int markNewInvitationRequested(UUID id, Instant now);
}
