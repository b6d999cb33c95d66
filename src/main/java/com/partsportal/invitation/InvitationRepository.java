package com.partsportal.invitation;

import com.partsportal.account.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    Optional<Invitation> findPending(InvitationKind kind, UUID vendor, UUID company, String email);

    /** The newest of each address, by name. */
    @Query("""
            select i from Invitation i
            where i.kind = InvitationKind.COLLEAGUE and i.companyId = :company
              and not exists (select 1 from Invitation n
                              where n.kind = InvitationKind.COLLEAGUE and n.companyId = :company and n.email = i.email
                                and (n.invitedAt > i.invitedAt or (n.invitedAt = i.invitedAt and n.id > i.id)))
            order by i.invitedName, i.id""")
    List<Invitation> newestOfCompany(UUID company);

    List<Invitation> findByEmailAndStatusOrderById(String email, InvitationStatus status);

    @Query("select max(i.invitedAt) from Invitation i where i.processKey = :processKey")
    Optional<Instant> newestInvitedAt(UUID processKey);

    @Query("""
            select max(i.invitedAt) from Invitation i
            where i.email = :email and i.kind = :kind and (i.vendorId = :vendor or i.companyId = :company)""")
    Optional<Instant> lastSending(InvitationKind kind, UUID vendor, UUID company, String email);

    @Query("""
            select i.invitedAt from Invitation i
            where i.vendorId = :vendor and not i.bulk and i.invitedAt > :since order by i.invitedAt desc limit :atMost""")
    List<Instant> singlesSince(UUID vendor, Instant since, int atMost);

    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.status = InvitationStatus.ACCEPTED, i.endedAt = :now, i.version = i.version + 1,
              i.acceptedAccountId = :account, i.acceptedName = :name, i.acceptedPasswordHash = :passwordHash,
              i.acceptedTerms = :terms, i.acceptedCompanyId = :company
            where i.id = :id and i.status = InvitationStatus.PENDING and i.expiresAt > :now""")
    int accept(UUID id, Instant now, UUID account, String name, String passwordHash, String terms, UUID company);

    /** Ends a live one. */
    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.status = :end, i.endedAt = :now, i.endReason = :reason, i.version = i.version + 1
            where i.id = :id and i.status = InvitationStatus.PENDING and i.expiresAt > :now""")
    int end(UUID id, InvitationStatus end, String reason, Instant now);

    /** Ends a lapsed one. */
    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.status = InvitationStatus.EXPIRED, i.endedAt = :now, i.version = i.version + 1
            where i.id = :id and i.status = InvitationStatus.PENDING and i.expiresAt <= :now""")
    int expire(UUID id, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("update Invitation i set i.delivery = :delivery, i.deliveryWords = :words where i.id = :id")
    void deliver(UUID id, DeliveryState delivery, String words);

    @Modifying(flushAutomatically = true)
    @Query("""
            update Invitation i set i.remindersSent = :sent, i.remindersAt = :remindersAt
            where i.id = :id and i.remindersSent < :sent""")
    int reminded(UUID id, int sent, String remindersAt);

    @Modifying(flushAutomatically = true)
    @Query("update Invitation i set i.remindersStopped = true where i.id = :id and i.status = InvitationStatus.PENDING")
    int stopReminders(UUID id);

    @Modifying(flushAutomatically = true)
    @Query("update Invitation i set i.askedAgainAt = :now where i.id = :id and i.askedAgainAt is null")
    int askAgain(UUID id, Instant now);
}
