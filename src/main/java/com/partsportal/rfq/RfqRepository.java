package com.partsportal.rfq;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** The conditional updates here decide every race: one row, one winner. */
interface RfqRepository extends JpaRepository<Rfq, UUID> {

    interface Numbered {
        UUID getId();

        long getNumber();
    }

    @Query("select r.id as id, r.number as number from Rfq r where r.id in :ids")
    List<Numbered> numbers(Collection<UUID> ids);

    long countByVendorIdAndCustomerIdAndReviewAtIsNotNull(UUID vendor, UUID customer);

    /** From here to the end of the transaction RFQs of one vendor are numbered one after the other. */
    @Query(
            value =
                    "select 1 from pg_advisory_xact_lock(hashtextextended('rfq number of ' || cast(:vendor as text), 0))",
            nativeQuery = true)
    int waitForOthers(UUID vendor);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Rfq r where r.id = :id")
    Optional<Rfq> lock(UUID id);

    @Query("select coalesce(max(r.number) + 1, :first) from Rfq r where r.vendorId = :vendor")
    int nextNumber(UUID vendor, int first);

    /** Those of these parts that an RFQ names. */
    @Query("select distinct l.partId from Rfq r join r.lines l where l.partId in :parts")
    Set<UUID> named(Collection<UUID> parts);

    /** @param reviewAt null unless it reaches the vendor now */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update Rfq r set r.status = :next, r.decidedBy = :by, r.decidedAt = :now, r.decisionReason = :reason,
                r.reviewAt = :reviewAt, r.version = r.version + 1
            where r.id = :id and r.status = RfqStatus.AWAITING_APPROVAL""")
    int decide(UUID id, RfqStatus next, UUID by, Instant now, @Nullable String reason, @Nullable Instant reviewAt);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update Rfq r set r.status = RfqStatus.AWAITING_APPROVAL, r.neededBy = :neededBy, r.note = :note,
                r.version = r.version + 1
            where r.id = :id and r.status = RfqStatus.SENT_BACK""")
    int revise(UUID id, @Nullable LocalDate neededBy, @Nullable String note);

    /** Of one that nobody has answered. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update Rfq r set r.status = RfqStatus.WITHDRAWN, r.answeredAt = :now, r.version = r.version + 1
            where r.id = :id and r.status in (RfqStatus.AWAITING_APPROVAL, RfqStatus.SENT_BACK, RfqStatus.UNDER_REVIEW)""")
    int withdraw(UUID id, Instant now);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update Rfq r set r.status = RfqStatus.EXPIRED, r.answeredAt = :now, r.version = r.version + 1
            where r.id = :id and r.status = RfqStatus.UNDER_REVIEW""")
    int expire(UUID id, Instant now);

    /** What this vendor has had since then, and has not answered. */
    @Query("""
            select r.id from Rfq r
            where r.vendorId = :vendor and r.status = RfqStatus.UNDER_REVIEW and r.reviewAt <= :since""")
    List<UUID> unanswered(UUID vendor, Instant since);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update Rfq r set r.status = :answer, r.answeredBy = :by, r.answeredAt = :now, r.answerText = :text,
                r.version = r.version + 1
            where r.id = :id and r.status = RfqStatus.UNDER_REVIEW""")
    int answer(UUID id, RfqStatus answer, UUID by, Instant now, @Nullable String text);
}
