package com.partsportal.customer;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface CustomerRepository extends JpaRepository<Customer, UUID> {

    Optional<Customer> findByIdAndVendorId(UUID id, UUID vendorId);

    @Query("select c from Customer c where c.vendorId = :vendorId and c.email = :email")
    Optional<Customer> findByVendorIdAndEmail(UUID vendorId, String email);

    List<Customer> findByCompanyIdAndContactAccountIdOrderById(UUID companyId, UUID contactAccountId);

    List<Customer> findByContactAccountIdOrderById(UUID contactAccountId);

    boolean existsByVendorIdAndCompanyId(UUID vendorId, UUID companyId);

    boolean existsByVendorIdAndCompanySortAndIdNot(UUID vendorId, String companySort, UUID id);

    @Query(
            "select c from Customer c where c.companyId = :company and c.status = CustomerStatus.ACTIVE order by c.acceptedAt, c.id")
    List<Customer> activeOf(UUID company);
}
