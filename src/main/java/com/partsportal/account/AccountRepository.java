package com.partsportal.account;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface AccountRepository extends JpaRepository<Account, UUID> {

    Optional<Account> findByEmail(String email);

    @Query("select a from Account a where a.email = :email and a.retiredAt is null")
    Optional<Account> findByEmailAndRetiredAtIsNull(String email);

    @Query("select a from Account a where a.staffRole is not null order by a.active desc, a.name, a.id")
    List<Account> findStaff();

    @Query("select a from Account a where a.staffRole is not null and a.active and a.staffRole in :roles order by a.id")
    List<Account> findActiveStaff(Collection<Role> roles);

    /** Held until the end of the transaction, so that two administrators do not remove each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.staffRole = com.partsportal.account.Role.ADMIN and a.active order by a.id")
    List<Account> lockActiveAdministrators();

    @Modifying
    @Query("update Account a set a.lastSignedInAt = :now where a.id = :id")
    void noteSignIn(UUID id, Instant now);

    /** For the rest of the transaction, see the trigger of the table. */
    @Query(value = "select set_config('portal.address_change', :value, true)", nativeQuery = true)
    String allowAddressChange(String value);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(value = "update account set email = :email, version = version + 1 where id = :id", nativeQuery = true)
    void changeAddress(UUID id, String email);
}
