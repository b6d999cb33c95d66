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
        Service service() {
            return new Service();
        }
    }

    static class Service {
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
    Service service;

    @Autowired
    Transactions transactions;

    @BeforeEach
    void reset() {
        transactions.begun = 0;
    }

    @Test
    void aConcurrencyConflictIsTriedAgainInATransactionOfItsOwn() {
        service.fail(2, new OptimisticLockingFailureException("lost"));
        assertThat(service.change()).isEqualTo("changed");
        assertThat(service.calls()).isEqualTo(3);
        assertThat(transactions.begun).isEqualTo(3);
    }

    @Test
    void theThirdLossIsTheCallers() {
        service.fail(9, new DuplicateKeyException("twice"));
        assertThatThrownBy(() -> service.change()).isInstanceOf(DuplicateKeyException.class);
        assertThat(service.calls()).isEqualTo(3);
    }

    @Test
    void otherFailuresAreNotTriedAgain() {
        service.fail(1, new IllegalStateException("bug"));
        assertThatThrownBy(() -> service.change()).isInstanceOf(IllegalStateException.class);
        assertThat(service.calls()).isEqualTo(1);
    }

    @Test
    void insideATransactionItsOwnerTriesAgain() {
        service.fail(1, new OptimisticLockingFailureException("lost"));
        var template = new TransactionTemplate(transactions);
        assertThatThrownBy(() -> template.execute(status -> service.change()))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(service.calls()).isEqualTo(1);
    }
}
