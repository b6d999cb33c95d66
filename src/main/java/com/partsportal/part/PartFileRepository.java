package com.partsportal.part;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface PartFileRepository extends JpaRepository<PartFile, UUID> {

    Optional<PartFile> findByIdAndCustomerId(UUID id, UUID customerId);

    @Query(
            "select f.id from PartFile f where f.customerId = :customer and f.createdBy = :by and not f.imported order by f.createdAt desc limit 1")
    Optional<UUID> open(UUID customer, UUID by);

    @Modifying(flushAutomatically = true)
    @Query("delete from PartFile f where f.customerId = :customer and f.createdBy = :by")
    void forget(UUID customer, UUID by);

    @Modifying(flushAutomatically = true)
    @Query("delete from PartFile f where f.createdAt < :before")
    void forget(Instant before);
}
