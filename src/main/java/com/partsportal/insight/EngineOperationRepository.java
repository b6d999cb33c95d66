package com.partsportal.insight;

import java.util.UUID;
import org.springframework.data.repository.Repository;

interface EngineOperationRepository extends Repository<EngineOperation, UUID> {

    EngineOperation save(EngineOperation done);
}
