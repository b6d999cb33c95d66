package com.partsportal.vendor;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface VendorRepository extends JpaRepository<Vendor, UUID> {

    @Query("select v.id from Vendor v order by v.createdAt, v.id")
    List<UUID> allIds();
}
