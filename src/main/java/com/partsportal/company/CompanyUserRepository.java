package com.partsportal.company;

import com.partsportal.account.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
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

    List<CompanyUser> findByCompanyIdAndActiveTrueAndEndedAtIsNullOrderById(UUID companyId);

    List<CompanyUser> findByAccountIdAndEndedAtIsNull(UUID accountId);

    Optional<CompanyUser> findByIdAndCompanyIdAndEndedAtIsNull(UUID id, UUID companyId);

    /** Looks within half an hour are one visit. */
    @Modifying
    @Query(value = """
            update company_user
            set parts_visited_before = case when parts_visited_at < :gap then parts_visited_at else parts_visited_before end,
                parts_visited_at = :now
            where company_id = :company and account_id = :account and ended_at is null""", nativeQuery = true)
    void notePartsVisit(UUID company, UUID account, Instant now, Instant gap);

    @Query("""
            select u.partsVisitedBefore from CompanyUser u
            where u.companyId = :company and u.accountId = :account and u.endedAt is null""")
    Optional<Instant> partsVisitedBefore(UUID company, UUID account);

    /** The other active Customer Managers of the companies where this login is active. */
    @Query("""
            select distinct m.accountId from CompanyUser own join CompanyUser m on m.companyId = own.companyId
            where own.accountId = :account and own.active and own.endedAt is null
              and m.accountId <> :account and m.active and m.endedAt is null
              and m.role = com.partsportal.account.Role.CUSTOMER_MANAGER""")
    List<UUID> otherManagers(UUID account);
}
