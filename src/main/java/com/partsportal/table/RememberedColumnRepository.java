package com.partsportal.table;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface RememberedColumnRepository extends JpaRepository<RememberedColumn, RememberedColumn.Key> {

    List<RememberedColumn> findByVendorIdAndKind(UUID vendorId, String kind);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(value = """
            insert into remembered_column (vendor_id, kind, title, field) values (:vendor, :kind, :title, :field)
            on conflict (vendor_id, kind, title) do update set field = excluded.field""", nativeQuery = true)
    void remember(UUID vendor, String kind, String title, String field);
}
