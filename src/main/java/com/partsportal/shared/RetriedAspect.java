package com.partsportal.shared;

import java.util.concurrent.ThreadLocalRandom;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Runs {@link Retried} methods; outside of the transaction, whose advice has the lowest precedence. */
@Aspect
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class RetriedAspect {

    private static final int TRIES = 3;

    @Around("@annotation(com.partsportal.shared.Retried)")
    Object run(ProceedingJoinPoint call) throws Throwable {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return call.proceed();
        }
        for (var attempt = 1; ; attempt++) {
            try {
                return call.proceed();
            } catch (RuntimeException failure) {
                if (attempt == TRIES || !ConcurrencyConflict.is(failure)) {
                    throw failure;
                }
                // The winner is about to commit; two losers should not meet again at once.
                Thread.sleep(ThreadLocalRandom.current().nextLong(5, 30) * attempt);
            }
        }
    }
}
