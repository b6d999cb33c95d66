package com.partsportal.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Table {@code privacy_event}, which is only ever added to. */
interface PrivacyEventRepository extends Repository<PrivacyEvent, UUID> {

    void save(PrivacyEvent event);

    /** When an address with one of these hashes was erased last. */
    @Query("select max(e.at) from PrivacyEvent e where e.type = Type.ERASED and e.addressHash in :hashes")
    Optional<Instant> erasedAt(Collection<byte[]> hashes);

    /** Opens the append-only tables and the addresses for this transaction, or closes them again. */
    @Query(value = "select set_config('portal.erasure', :value, true)", nativeQuery = true)
    String allowErasure(String value);
}
