package com.partsportal.insight;

import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The record of what people did to the engine, which has none of its own at this history level. Append-only. */
@Service
public class Operations {

    private static final Logger log = LoggerFactory.getLogger(Operations.class);

    private final EngineOperationRepository repository;
    private final Clock clock;

    Operations(EngineOperationRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Written in the caller's transaction, if there is one. */
    @Transactional
    public void record(Operation done) {
        repository.save(new EngineOperation(done, DatabaseTime.now(clock)));
        log.info(
                "engine: {} by {}, {} affected, process {}, instance {}, element {}, {}",
                done.action(),
                done.by(),
                done.affected(),
                done.process(),
                done.instance(),
                done.element(),
                done.detail());
    }
}
