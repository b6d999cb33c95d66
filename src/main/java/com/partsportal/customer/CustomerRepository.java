package com.partsportal.customer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface CustomerRepository extends JpaRepository<Customer, UUID> {

    Optional<Customer> findByIdAndVendorId(UUID id, UUID vendorId);

    @Query("select c from Customer c where c.vendorId = :vendorId and c.email = :email")
    Optional<Customer> findByVendorIdAndEmail(UUID vendorId, String email);

    @Query("select c.externalId from Customer c where c.vendorId = :vendorId and c.externalId in :externalIds")
    Set<String> externalIds(UUID vendorId, Collection<String> externalIds);

    List<Customer> findByVendorIdAndEmailIn(UUID vendorId, Collection<String> emails);

    List<Customer> findByCompanyIdAndContactAccountIdOrderById(UUID companyId, UUID contactAccountId);

    List<Customer> findByContactAccountIdOrderById(UUID contactAccountId);

    boolean existsByVendorIdAndExternalIdAndIdNot(UUID vendorId, String externalId, UUID id);

    boolean existsByVendorIdAndCompanyId(UUID vendorId, UUID companyId);

    boolean existsByVendorIdAndCompanySortAndIdNot(UUID vendorId, String companySort, UUID id);

    @Query(
            "select c from Customer c where c.companyId = :company and c.status = CustomerStatus.ACTIVE order by c.acceptedAt, c.id")
    List<Customer> activeOf(UUID company);

    /** Whether a vendor whose contact this login is has this address in another customer's record. */
    @Query("""
            select count(other) > 0 from Customer other
            where other.email = :email and (other.contactAccountId is null or other.contactAccountId <> :contact)
              and other.vendorId in (select c.vendorId from Customer c where c.contactAccountId = :contact)""")
    boolean isAnotherCustomersAddress(String email, UUID contact);

    @Query(
            "select distinct c.contactAccountId from Customer c where c.companyId = :company and c.contactAccountId is not null")
    List<UUID> contactsOf(UUID company);

    @Query("select distinct c.vendorId from Customer c where c.companyId in :companies")
    List<UUID> vendorsOf(Collection<UUID> companies);

    long countByVendorIdAndRankingId(UUID vendorId, UUID rankingId);

    /** Gives all customers of one ranking another one, each with a row of its timeline: one statement for any number. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(nativeQuery = true, value = """
            with moved as (
                update customer set ranking_id = :to, version = version + 1, changed_at = :now
                where vendor_id = :vendor and ranking_id = :from returning id, invitation_id)
            insert into timeline (id, at, vendor_id, customer_id, invitation_id, type, actor_id, details)
            select gen_random_uuid(), :now, :vendor, id, invitation_id, 'EDITED', cast(:by as uuid), '{"what": "ranking"}'
            from moved""")
    void moveRanking(UUID vendor, UUID from, UUID to, @Nullable UUID by, Instant now);

    /** What an invitation's email came to is shown with the customer, so it counts as a change of it. */
    @Modifying(flushAutomatically = true)
    @Query("update Customer c set c.changedAt = :now where c.id = :id")
    void changed(UUID id, Instant now);

    /** How many other customers of this vendor have this login as contact or this address. */
    @Query("""
            select count(c) from Customer c
            where c.vendorId = :vendor and c.id <> :except and (c.contactAccountId = :account or c.email = :email)""")
    long othersWith(UUID vendor, UUID except, UUID account, String email);
}
