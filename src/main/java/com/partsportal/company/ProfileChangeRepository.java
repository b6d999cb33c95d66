package com.partsportal.company;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ProfileChangeRepository extends Repository<ProfileChange, UUID> {

    ProfileChange save(ProfileChange change);

    @Query("select max(c.at) from ProfileChange c where c.companyId = :company")
    Optional<Instant> newest(UUID company);
}
