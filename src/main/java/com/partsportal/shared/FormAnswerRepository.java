package com.partsportal.shared;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** Use {@link FormAnswers}. */
interface FormAnswerRepository extends Repository<FormAnswer, String> {

    Optional<FormAnswer> findByDigest(String digest);

    /** Takes the row of the form, a forgotten one too; waits for who holds it. */
    @Modifying
    @Query(nativeQuery = true, value = """
                    insert into form_answer (digest, created_at) values (:digest, :now)
                    on conflict (digest) do update set page = null, created_at = excluded.created_at
                    where form_answer.created_at <= :forgotten""")
    int claim(@Param("digest") String digest, @Param("now") Instant now, @Param("forgotten") Instant forgotten);

    @Modifying
    @Query("update FormAnswer answer set answer.page = :page where answer.digest = :digest")
    int complete(@Param("digest") String digest, @Param("page") String page);

    @Modifying
    @Query("delete from FormAnswer answer where answer.createdAt <= :forgotten")
    int forget(@Param("forgotten") Instant forgotten);
}
