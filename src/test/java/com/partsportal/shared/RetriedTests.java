package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringJUnitConfig
class RetriedTests {

    @Configuration(proxyBeanMethods = false)
    @EnableAspectJAutoProxy(proxyTargetClass = true)
    @EnableTransactionManagement(proxyTargetClass = true)
    @Import(RetriedAspect.class)
    static class Beans {
        @Bean
        Transactions transactions() {
            return new Transactions();
        }

        @Bean
        Door door() {
            return new Door();
        }
    }

    static class Door {
        int calls;
        RuntimeException failure;
        int failures;

        @Retried
        @Transactional
        public String change() {
            calls++;
            if (calls <= failures) {
                throw failure;
            }
            return "changed";
        }

        void fail(int times, RuntimeException with) {
            calls = 0;
            failures = times;
            failure = with;
        }

        int calls() {
            return calls;
        }
    }

    static class Transactions extends AbstractPlatformTransactionManager {
        int begun;

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected boolean isExistingTransaction(Object transaction) {
            return TransactionSynchronizationManager.isActualTransactionActive();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            begun++;
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}

        @Override
        protected void doSetRollbackOnly(DefaultTransactionStatus status) {}
    }

    @Autowired
    Door door;

    @Autowired
    Transactions transactions;

    @BeforeEach
    void reset() {
        transactions.begun = 0;
    }

    @Test
    void aLostRaceIsTriedAgainInATransactionOfItsOwn() {
        door.fail(2, new OptimisticLockingFailureException("lost"));
        assertThat(door.change()).isEqualTo("changed");
        assertThat(door.calls()).isEqualTo(3);
        assertThat(transactions.begun).isEqualTo(3);
    }

    @Test
    void theThirdLossIsTheCallers() {
        door.fail(9, new DuplicateKeyException("twice"));
        assertThatThrownBy(() -> door.change()).isInstanceOf(DuplicateKeyException.class);
        assertThat(door.calls()).isEqualTo(3);
    }

    @Test
    void otherFailuresAreNotTriedAgain() {
        door.fail(1, new IllegalStateException("bug"));
        assertThatThrownBy(() -> door.change()).isInstanceOf(IllegalStateException.class);
        assertThat(door.calls()).isEqualTo(1);
    }

    @Test
    void insideATransactionItsOwnerTriesAgain() {
        door.fail(1, new OptimisticLockingFailureException("lost"));
        var template = new TransactionTemplate(transactions);
        assertThatThrownBy(() -> template.execute(status -> door.change()))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(door.calls()).isEqualTo(1);
    }
}
