package com.partsportal.customerimport;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface ImportRowRepository extends JpaRepository<ImportRow, ImportRow.Key> {

    @Query("""
            select r from ImportRow r
            where r.importId = :id and r.line > :after and (:all = true or r.code is not null)
              and exists (select 1 from CustomerImport i where i.id = :id and i.vendorId = :vendor)
            order by r.line limit :limit""")
    List<ImportRow> after(UUID vendor, UUID id, long after, boolean all, int limit);

    @Query("""
            select r from ImportRow r
            where r.importId = :id and r.sameCompanyAs is not null and r.code is null
              and exists (select 1 from CustomerImport i where i.id = :id and i.vendorId = :vendor)
            order by r.line limit :limit""")
    List<ImportRow> noted(UUID vendor, UUID id, int limit);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from ImportRow r where r.importId = :id")
    void removeAll(UUID id);

    @Query("select r from ImportRow r where r.importId = :id order by r.line")
    List<ImportRow> all(UUID id);

    /** The next row of a running import, held until the end of the transaction: no other node takes it meanwhile. */
    @Query(value = """
            select r.* from customer_import_row r join customer_import i on i.id = r.import_id
            where r.import_id = :id and not r.done and i.state = 'RUNNING'
            order by r.line limit 1 for update of r skip locked""", nativeQuery = true)
    Optional<ImportRow> claim(UUID id);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update ImportRow r set r.done = true, r.customerId = :customer, r.invited = :invited
            where r.importId = :id and r.line = :line""")
    void created(UUID id, long line, UUID customer, boolean invited);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update ImportRow r set r.done = true, r.code = :code, r.field = :field, r.messageKey = :messageKey,
                r.customerId = :customer
            where r.importId = :id and r.line = :line and not r.done""")
    void reject(
            UUID id,
            long line,
            String code,
            @Nullable String field,
            @Nullable String messageKey,
            @Nullable UUID customer);
}
