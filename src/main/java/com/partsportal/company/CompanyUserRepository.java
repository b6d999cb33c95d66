package com.partsportal.company;

import com.partsportal.account.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface CompanyUserRepository extends JpaRepository<CompanyUser, UUID> {

    interface Place {
        UUID getCompanyId();

        String getCompanyName();

        Role getRole();
    }

    @Query("""
            select c.id as companyId, c.name as companyName, u.role as role
            from CompanyUser u join Company c on c.id = u.companyId
            where u.accountId = :account and u.active and u.endedAt is null order by c.name, c.id""")
    List<Place> places(UUID account);

    Optional<CompanyUser> findByCompanyIdAndAccountIdAndEndedAtIsNull(UUID companyId, UUID accountId);

    Optional<CompanyUser> findByIdAndCompanyIdAndEndedAtIsNull(UUID id, UUID companyId);

    /** Longest service first. */
    @Query("""
            select u from CompanyUser u
            where u.companyId = :company and u.active and u.endedAt is null
              and u.role = com.partsportal.account.Role.CUSTOMER_MANAGER
            order by u.joinedAt, u.id""")
    List<CompanyUser> activeManagers(UUID company);
}
