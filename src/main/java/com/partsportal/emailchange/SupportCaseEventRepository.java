package com.partsportal.emailchange;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Table {@code support_case_event}. */
interface SupportCaseEventRepository extends Repository<SupportCaseEvent, UUID> {

    void save(SupportCaseEvent event);

    List<SupportCaseEvent> findBySupportCaseIdOrderByAtAscIdAsc(UUID supportCase);
}
