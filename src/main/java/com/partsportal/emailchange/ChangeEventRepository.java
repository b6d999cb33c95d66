package com.partsportal.emailchange;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Table {@code email_change_event}. */
interface ChangeEventRepository extends Repository<ChangeEvent, UUID> {

    void save(ChangeEvent event);

    List<ChangeEvent> findByEmailChangeIdOrderByAtAscIdAsc(UUID change);
}
