package com.partsportal.account;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Table {@code reserved_address}. */
interface ReservedAddressRepository extends Repository<ReservedAddress, byte[]> {

    /** The last owner counts. */
    @Modifying
    @Query("""
            insert into ReservedAddress (addressHash, accountId, reservedUntil) values (:hash, :account, :until)
            on conflict (addressHash) do update
                set accountId = excluded.accountId, reservedUntil = excluded.reservedUntil""")
    void reserve(byte[] hash, UUID account, Instant until);

    @Modifying
    @Query("delete from ReservedAddress r where r.addressHash in :hashes")
    void release(Collection<byte[]> hashes);

    @Query("select r.accountId from ReservedAddress r where r.addressHash in :hashes and r.reservedUntil > :now")
    List<UUID> owners(Collection<byte[]> hashes, Instant now);
}
