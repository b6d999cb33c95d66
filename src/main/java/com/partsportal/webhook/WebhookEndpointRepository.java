package com.partsportal.webhook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface WebhookEndpointRepository extends JpaRepository<WebhookEndpoint, UUID> {

    Optional<WebhookEndpoint> findByIdAndVendorId(UUID id, UUID vendorId);

    List<WebhookEndpoint> findByVendorIdOrderByCreatedAtAscIdAsc(UUID vendorId);

    List<WebhookEndpoint> findByVendorIdAndActiveTrue(UUID vendorId);

    @Query("select distinct e.vendorId from WebhookEndpoint e where e.active")
    Set<UUID> listening();

    long countByVendorId(UUID vendorId);
}
