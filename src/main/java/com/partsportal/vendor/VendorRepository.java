package com.partsportal.vendor;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface VendorRepository extends JpaRepository<Vendor, UUID> {

    /** The vendor's row: to the end of the transaction no other one changes who belongs to the vendor. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select v from Vendor v where v.id = :id")
    Optional<Vendor> lock(UUID id);

    @Query("select v.id from Vendor v order by v.createdAt, v.id")
    List<UUID> allIds();
}
