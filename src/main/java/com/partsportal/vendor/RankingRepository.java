package com.partsportal.vendor;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface RankingRepository extends JpaRepository<Ranking, UUID> {

    List<Ranking> findByVendorIdOrderByPosition(UUID vendorId);

    Optional<Ranking> findByVendorIdAndLabel(UUID vendorId, String label);
}
