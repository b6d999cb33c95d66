package com.partsportal.vendor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface RankingRepository extends JpaRepository<Ranking, UUID> {

    List<Ranking> findByVendorIdOrderByPosition(UUID vendorId);

    @Query("select r from Ranking r where r.vendorId = :vendorId and r.label = :label")
    Optional<Ranking> findByVendorIdAndLabel(UUID vendorId, String label);

    @Query("select coalesce(max(r.position), -1) from Ranking r where r.vendorId = :vendor")
    int lastPosition(UUID vendor);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update Ranking r set r.label = :label, r.discount = :discount where r.id = :id and r.vendorId = :vendor")
    void edit(UUID vendor, UUID id, String label, BigDecimal discount);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update Ranking r set r.position = :position where r.id = :id and r.vendorId = :vendor")
    void place(UUID vendor, UUID id, int position);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update Ranking r set r.isDefault = false where r.vendorId = :vendor and r.isDefault")
    void clearDefault(UUID vendor);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update Ranking r set r.isDefault = true where r.id = :id and r.vendorId = :vendor")
    void makeDefault(UUID vendor, UUID id);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from Ranking r where r.id = :id and r.vendorId = :vendor")
    void remove(UUID vendor, UUID id);
}
