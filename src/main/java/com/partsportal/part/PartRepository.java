package com.partsportal.part;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface PartRepository extends JpaRepository<Part, UUID> {

    String ROWS = """
            select new com.partsportal.part.PartRow(p.id, p.number, p.revision, p.description, p.material, p.finish,
                p.lastQuoted, p.lastQuotedQuantity, p.lastOrdered, p.lastOrderedQuantity, p.retiredAt)
            from Part p
            """;

    Optional<Part> findByIdAndCustomerId(UUID id, UUID customerId);

    @Query("select p.id from Part p where p.customerId = :customer and p.number = :number and p.revision = :revision")
    Optional<UUID> findId(UUID customer, String number, String revision);

    @Query(ROWS + "where p.customerId = :customer order by p.number, p.revision")
    List<PartRow> ofCustomer(UUID customer);

    /** The next ones by number and revision; one index answers the comparison of both. */
    @Query(ROWS + """
            where p.customerId = :customer and (p.number, p.revision) > (:number, :revision)
            order by p.number, p.revision limit :limit""")
    List<PartRow> after(UUID customer, String number, String revision, int limit);

    /** The first ones that the customer sees. */
    @Query(ROWS + "where p.customerId = :customer and p.retiredAt is null order by p.number, p.revision limit :limit")
    List<PartRow> first(UUID customer, int limit);

    @Query(ROWS + "where p.customerId = :customer and p.id = :id")
    Optional<PartRow> row(UUID customer, UUID id);

    @Query("select p.id from Part p where p.customerId = :customer")
    List<UUID> idsOf(UUID customer);

    /** How many parts each of these customers has; those without any are missing. */
    @Query(
            "select p.customerId as customer, count(p) as parts from Part p where p.customerId in :customers and p.retiredAt is null group by p.customerId")
    List<Count> count(Collection<UUID> customers);

    interface Count {
        UUID getCustomer();

        long getParts();
    }

    @Modifying(flushAutomatically = true)
    @Query("update Part p set p.customerId = :to where p.customerId = :from")
    void move(UUID from, UUID to);

    /** Held until the end of the transaction: no RFQ names them meanwhile. */
    @Query(value = "select id from part where id in (:ids) order by id for update", nativeQuery = true)
    List<UUID> lock(Collection<UUID> ids);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from Part p where p.id in :ids")
    int remove(Collection<UUID> ids);
}
