package com.partsportal.part;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface PartDrawingRepository extends JpaRepository<PartDrawing, UUID> {

    @Query("""
            select d from PartDrawing d
            where d.id = :id and d.customerId = :customer and d.removedAt is null
              and (d.forRfq = false or d.partId is not null)""")
    Optional<PartDrawing> find(UUID customer, UUID id);

    /** As the RFQs that were sent at this time have them: also one that was removed since. */
    @Query("""
            select d from PartDrawing d
            where d.partId in :parts and d.addedAt <= :at and (d.removedAt is null or d.removedAt > :at)
            order by d.fileName, d.id""")
    List<PartDrawing> sent(Collection<UUID> parts, Instant at);

    @Query("select d from PartDrawing d where d.partId in :parts and d.removedAt is null order by d.fileName, d.id")
    List<PartDrawing> ofParts(Collection<UUID> parts);

    @Query("""
            select d from PartDrawing d where d.customerId = :customer and d.partId is null and d.forRfq = false
            order by d.fileName, d.id""")
    List<PartDrawing> unassigned(UUID customer);

    @Query("select d from PartDrawing d where d.id in :ids and d.companyId = :company order by d.id")
    List<PartDrawing> ofCompany(UUID company, Collection<UUID> ids);

    @Query("""
            select d from PartDrawing d
            where d.id in :ids and d.customerId = :customer and d.companyId is null and d.forRfq and d.attachedTo is null
            order by d.id""")
    List<PartDrawing> ofAnswer(UUID customer, Collection<UUID> ids);

    @Query("select d from PartDrawing d where d.attachedTo in :to order by d.fileName, d.id")
    List<PartDrawing> attached(Collection<UUID> to);

    @Query("""
            select count(d) from PartDrawing d
            where (d.companyId = :owner or d.customerId = :owner) and d.forRfq and d.attachedTo is null""")
    long unsent(UUID owner);

    /** One of several that want the same file gets it: 0 for the others. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(
            "update PartDrawing d set d.customerId = :customer, d.attachedTo = :to where d.id = :id and d.attachedTo is null")
    int attach(UUID id, UUID customer, UUID to);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update PartDrawing d set d.partId = :part where d.attachedTo = :line and d.partId is null")
    void assignAttached(UUID line, UUID part);

    @Query("select d.id from PartDrawing d where d.partId in :parts")
    List<UUID> idsOf(Collection<UUID> parts);

    @Query("select d.id from PartDrawing d where d.partId is null and d.attachedTo is null and d.addedAt < :before")
    List<UUID> forgotten(Instant before);

    @Query(
            "select d.id from PartDrawing d where d.partId is null and d.customerId = :customer and d.attachedTo is null")
    List<UUID> unassignedIds(UUID customer);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from PartDrawing d where d.id in :ids")
    void remove(Collection<UUID> ids);

    @Modifying(flushAutomatically = true)
    @Query("update PartDrawing d set d.customerId = :to where d.customerId = :from")
    void move(UUID from, UUID to);

    @Modifying
    @Query(
            value = "insert into drawing_chunk (drawing_id, position, content) values (:drawing, :position, :content)",
            nativeQuery = true)
    void addPortion(UUID drawing, int position, byte[] content);

    /** Null behind the last one. */
    @Query(
            value = "select content from drawing_chunk where drawing_id = :drawing and position = :position",
            nativeQuery = true)
    byte @Nullable [] portion(UUID drawing, int position);
}
