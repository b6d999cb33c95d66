package com.partsportal.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Table {@code webhook_delivery}. The conditional updates here decide which of several workers delivers. */
interface WebhookDeliveryRepository extends Repository<WebhookDelivery, UUID> {

    WebhookDelivery save(WebhookDelivery delivery);

    Optional<WebhookDelivery> findById(UUID id);

    Optional<WebhookDelivery> findByIdAndEndpointId(UUID id, UUID endpointId);

    /** The oldest that waits for this endpoint, of one customer or of none. */
    @Query("""
            select d from WebhookDelivery d
            where d.endpointId = :endpoint and d.state = WebhookState.WAITING
              and (d.customerId = :customer or (cast(:customer as uuid) is null and d.customerId is null))
            order by d.position limit 1""")
    Optional<WebhookDelivery> next(UUID endpoint, @Nullable UUID customer);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update WebhookDelivery d set d.claimedUntil = :until, d.attemptedAt = :now, d.attempts = d.attempts + 1
            where d.id = :id and d.state = WebhookState.WAITING and (d.claimedUntil is null or d.claimedUntil <= :now)""")
    int claim(UUID id, Instant now, Instant until);

    @Modifying
    @Query("""
            update WebhookDelivery d set d.state = WebhookState.DELIVERED, d.deliveredAt = :now, d.claimedUntil = null,
                d.status = :status, d.failure = null, d.response = :response
            where d.id = :id""")
    void delivered(UUID id, Instant now, int status, String response);

    @Modifying
    @Query("""
            update WebhookDelivery d set d.claimedUntil = null, d.status = :status, d.failure = :failure, d.response = :response
            where d.id = :id and d.state = WebhookState.WAITING""")
    void failed(UUID id, @Nullable Integer status, String failure, @Nullable String response);

    /** What waits for an endpoint that is off is not delivered any more. */
    @Modifying
    @Query("""
            update WebhookDelivery d set d.state = WebhookState.GIVEN_UP, d.claimedUntil = null
            where d.endpointId = :endpoint and d.state = WebhookState.WAITING""")
    void giveUp(UUID endpoint);

    /** Once more, from a person: what is over waits again. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update WebhookDelivery d set d.state = WebhookState.WAITING, d.deliveredAt = null
            where d.id = :id and d.state <> WebhookState.WAITING""")
    int again(UUID id);

    @Query("""
            select d from WebhookDelivery d where d.endpointId = :endpoint and d.position < :before
            order by d.position desc limit :most""")
    List<WebhookDelivery> log(UUID endpoint, long before, int most);

    @Modifying
    @Query("delete from WebhookDelivery d where d.createdAt < :before and d.state <> WebhookState.WAITING")
    int forget(Instant before);
}
