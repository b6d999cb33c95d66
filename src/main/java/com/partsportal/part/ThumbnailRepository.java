package com.partsportal.part;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface ThumbnailRepository extends JpaRepository<Thumbnail, UUID> {

    /** The first one that is made counts; the drawing may be gone meanwhile. */
    @Transactional
    @Modifying
    @Query(value = """
            insert into drawing_thumbnail (drawing_id, content) select d.id, :content from drawing d where d.id = :drawing
            on conflict do nothing""", nativeQuery = true)
    void keep(UUID drawing, byte[] content);
}
