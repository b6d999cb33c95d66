package com.partsportal.account;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /** Held until the end of the transaction: changes of one login's second factors come one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.id = :id")
    Optional<Account> lock(UUID id);

    /** A new login, or the retired one of this address again with nothing but its id; empty: the address is a login's. */
    @Query(nativeQuery = true, value = """
            insert into account (id, email, name, password_hash, password_changed_at, language, active, terms_version,
                terms_accepted_at, created_at)
            values (:id, :email, :name, :hash, :now, :language, true, cast(:terms as text),
                case when cast(:terms as text) is not null then cast(:now as timestamptz) end, :now)
            on conflict (email) do update
                set name = excluded.name, password_hash = excluded.password_hash,
                    password_changed_at = excluded.password_changed_at, language = excluded.language, active = true,
                    terms_version = excluded.terms_version, terms_accepted_at = excluded.terms_accepted_at,
                    last_signed_in_at = null, retired_at = null, version = account.version + 1
                where account.retired_at is not null
            returning id""")
    Optional<UUID> open(
            UUID id, String email, String name, String hash, String language, @Nullable String terms, Instant now);

    /** As {@link #lock}, and nobody joins anything with this login meanwhile: keeps out new references to the row too. */
    @Query(value = "select * from account where id = :id for update", nativeQuery = true)
    Optional<Account> lockAgainstJoining(UUID id);

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
