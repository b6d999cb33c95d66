package com.partsportal.company;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface CompanyRepository extends JpaRepository<Company, UUID> {

    /** Held until the end of the transaction, so that two Managers do not remove each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Company c where c.id = :id")
    Optional<Company> lock(UUID id);

    @Modifying
    @Query("update Company c set c.partsSeenAt = :now where c.id = :id and c.partsSeenAt is null")
    void notePartsSeen(UUID id, Instant now);
}
