package com.partsportal.vendor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface ApiKeyRepository extends JpaRepository<ApiKey, UUID> {

    /** The newest first, ended ones last. */
    @Query("""
            select k from ApiKey k where k.vendorId = :vendor
            order by case when k.revokedAt is null and (k.expiresAt is null or k.expiresAt > :now) then 0 else 1 end,
                     k.createdAt desc, k.id""")
    List<ApiKey> ofVendor(UUID vendor, Instant now);

    @Query("""
            select count(k) from ApiKey k
            where k.vendorId = :vendor and k.revokedAt is null and (k.expiresAt is null or k.expiresAt > :now)""")
    long working(UUID vendor, Instant now);

    /** While the person who made it belongs to the vendor, and the vendor is not suspended. */
    @Query("""
            select k from ApiKey k
            where k.keyHash = :keyHash
              and exists (select 1 from VendorUser u join Vendor v on v.id = u.vendorId and v.suspendedAt is null
                          where u.vendorId = k.vendorId and u.accountId = k.createdBy and u.active)""")
    Optional<ApiKey> findByKeyHash(byte[] keyHash);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update ApiKey k set k.lastUsedAt = :now
            where k.id = :id and (k.lastUsedAt is null or k.lastUsedAt < :before)""")
    int used(UUID id, Instant now, Instant before);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update ApiKey k set k.revokedAt = coalesce(k.revokedAt, :now) where k.id = :id and k.vendorId = :vendor""")
    int revoke(UUID vendor, UUID id, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("""
            update ApiKey k set k.revokedAt = :now
            where k.vendorId = :vendor and k.createdBy = :creator and k.revokedAt is null""")
    int revokeOf(UUID vendor, UUID creator, Instant now);
}
