package com.partsportal.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Table {@code passkey}. */
interface PasskeyRepository extends Repository<Passkey, UUID> {

    @Query("select p from Passkey p where p.accountId = :account order by p.id")
    List<Passkey> of(UUID account);

    @Query("select p from Passkey p where p.credentialId = :credential")
    Optional<Passkey> findByCredential(byte[] credential);

    /** Stores a new passkey; of a known one only that it was used at {@code now}, and what the device says of itself. */
    @Modifying(clearAutomatically = true, flushAutomatically = true)
    @Query("""
            insert into Passkey (id, accountId, name, credentialId, publicKey, signatureCount, uvInitialized,
                backupEligible, backupState, transports, attestationObject, createdAt)
            values (:id, :account, :name, :credential, :publicKey, :signatureCount, :verified, :backupEligible, :backedUp,
                :transports, :attestation, :now)
            on conflict (credentialId) do update
                set signatureCount = excluded.signatureCount, backupState = excluded.backupState, lastUsedAt = :now""")
    void save(
            UUID id,
            UUID account,
            String name,
            byte[] credential,
            byte[] publicKey,
            long signatureCount,
            boolean verified,
            boolean backupEligible,
            boolean backedUp,
            String transports,
            byte[] attestation,
            Instant now);

    /** Answers 1 when this account has such a passkey of another name. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update Passkey p set p.name = :name where p.id = :id and p.accountId = :account and p.name <> :name")
    int rename(UUID account, UUID id, String name);

    /** Answers 1 when this account had such a passkey. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from Passkey p where p.id = :id and p.accountId = :account")
    int remove(UUID account, UUID id);

    /** Answers how many there were. */
    @Modifying
    @Query("delete from Passkey p where p.accountId = :account")
    int removeAll(UUID account);

    @Modifying
    @Query("delete from Passkey p where p.credentialId = :credential")
    void removeCredential(byte[] credential);
}
