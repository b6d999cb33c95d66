package com.partsportal.vendor;

import com.partsportal.account.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface VendorUserRepository extends JpaRepository<VendorUser, UUID> {

    interface Place {
        UUID getVendorId();

        String getVendorName();

        Role getRole();

        String getTimeZone();
    }

    @Query("""
            select v.id as vendorId, v.name as vendorName, u.role as role, v.timeZone as timeZone
            from VendorUser u join Vendor v on v.id = u.vendorId
            where u.accountId = :account and u.active and v.suspendedAt is null order by v.name, v.id""")
    List<Place> places(UUID account);

    /** The names of suspended vendors to which this login belongs. */
    @Query("""
            select v.name from VendorUser u join Vendor v on v.id = u.vendorId
            where u.accountId = :account and u.active and v.suspendedAt is not null order by v.name, v.id""")
    List<String> suspendedPlaces(UUID account);

    Optional<VendorUser> findByVendorIdAndAccountId(UUID vendorId, UUID accountId);

    List<VendorUser> findByAccountIdAndActiveTrue(UUID accountId);

    List<VendorUser> findByVendorIdAndRoleAndActiveTrueOrderByJoinedAt(UUID vendorId, Role role);

    List<VendorUser> findByVendorIdAndActiveTrueOrderByJoinedAt(UUID vendorId);

    @Query("""
            select count(u) > 0 from VendorUser u
            where u.vendorId = :vendorId and u.accountId = :accountId and u.active""")
    boolean existsByVendorIdAndAccountIdAndActiveTrue(UUID vendorId, UUID accountId);

    long countByVendorIdAndRoleAndActiveTrue(UUID vendorId, Role role);
}
