package com.partsportal.vendor;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface RankingRepository extends JpaRepository<Ranking, UUID> {

    List<Ranking> findByVendorIdOrderByPosition(UUID vendorId);

    @Query("select r from Ranking r where r.vendorId = :vendorId and r.label = :label")
    Optional<Ranking> findByVendorIdAndLabel(UUID vendorId, String label);
}
