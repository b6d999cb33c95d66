package com.partsportal.api;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Table {@code idempotent_answer}. */
interface IdempotentAnswerRepository extends Repository<IdempotentAnswer, IdempotentAnswer.Key> {

    Optional<IdempotentAnswer> findById(IdempotentAnswer.Key key);

    /**
     * Takes the row of the key, of an earlier day too, with the answer if there is one; waits for a call that holds it.
     *
     * @return 0 when the key was used since {@code forgotten}
     */
    @Modifying
    @Query("""
            insert into IdempotentAnswer as a (caller, path, callKey, bodyHash, status, location, body, createdAt)
            values (:caller, :path, :key, :hash, :status, :location, :body, :now)
            on conflict (caller, path, callKey) do update
                set bodyHash = excluded.bodyHash, status = excluded.status, location = excluded.location,
                    body = excluded.body, createdAt = excluded.createdAt
                where a.createdAt <= :forgotten""")
    int claim(
            String caller,
            String path,
            String key,
            byte[] hash,
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String body,
            Instant now,
            Instant forgotten);

    @Modifying
    @Query("""
            update IdempotentAnswer a set a.status = :status, a.location = :location, a.body = :body
            where a.caller = :caller and a.path = :path and a.callKey = :key""")
    void complete(String caller, String path, String key, int status, @Nullable String location, @Nullable String body);

    @Transactional
    @Modifying
    @Query("delete from IdempotentAnswer a where a.createdAt <= :forgotten")
    void forget(Instant forgotten);
}
