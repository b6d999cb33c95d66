package com.partsportal.customerimport;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Imports of every vendor, and the conditional updates of their states: one row, one winner. */
interface ImportRepository extends JpaRepository<CustomerImport, UUID> {

    @Query("""
            select new com.partsportal.customerimport.ImportProgress(i.id, i.state, i.dryRun, i.invite, count(r.line),
                count(r.line) filter (where r.done),
                count(r.line) filter (where r.done and r.code is null and r.customerId is not null),
                count(r.line) filter (where r.invited),
                count(r.line) filter (where r.code is not null),
                i.startedAt, i.finishedAt)
            from CustomerImport i left join ImportRow r on r.importId = i.id
            where i.id = :id and i.vendorId = :vendor
            group by i.id, i.state, i.dryRun, i.invite, i.startedAt, i.finishedAt""")
    Optional<ImportProgress> progress(UUID id, UUID vendor);

    @Query("""
            select i.id from CustomerImport i
            where i.vendorId = :vendor and not i.dryRun and i.state <> State.PREVIEW
            order by i.createdAt desc limit :limit""")
    List<UUID> latest(UUID vendor, int limit);

    @Query("select i.id from CustomerImport i where i.state = State.RUNNING order by i.createdAt")
    List<UUID> running();

    @Modifying(flushAutomatically = true)
    @Query("""
            delete from CustomerImport i
            where i.vendorId = :vendor and i.createdBy = :by and i.state = State.PREVIEW""")
    void forgetPreviews(UUID vendor, UUID by);

    Optional<CustomerImport> findByIdAndVendorId(UUID id, UUID vendorId);

    /** One that waits for its confirmation, held until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from CustomerImport i where i.id = :id and i.vendorId = :vendor and i.state = State.PREVIEW")
    Optional<CustomerImport> lockPreview(UUID id, UUID vendor);

    /** Dry runs and previews that nobody needs any more. */
    @Modifying(flushAutomatically = true)
    @Query("delete from CustomerImport i where (i.dryRun or i.state = State.PREVIEW) and i.createdAt < :before")
    int forget(Instant before);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update CustomerImport i set i.state = State.RUNNING, i.invite = :invite, i.startedAt = :now,
                i.content = null
            where i.id = :id and i.vendorId = :vendor and i.state = State.PREVIEW""")
    int begin(UUID id, UUID vendor, boolean invite, Instant now);

    /** Ends one that has no open row, also none that another node works on. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update CustomerImport i set i.state = State.DONE, i.finishedAt = :now
            where i.id = :id and i.state = State.RUNNING
              and not exists (select 1 from ImportRow r where r.importId = :id and not r.done)""")
    int finish(UUID id, Instant now);

    /** Ends one whose last {@code tried} rows up to this line, but for those that were judged beforehand, all failed. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(value = """
            update customer_import set state = 'FAILED', finished_at = :now
            where id = :id and state = 'RUNNING' and :tried = (
                select count(*) filter (where code = 'failed') from (
                    select code from customer_import_row
                    where import_id = :id and done and line <= :line
                        and (code is null or code in ('failed', 'too-many-requests'))
                    order by line desc limit :tried) tried)""", nativeQuery = true)
    int giveUp(UUID id, long line, int tried, Instant now);
}
