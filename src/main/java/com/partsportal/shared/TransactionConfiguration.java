package com.partsportal.shared;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/** There is one transaction manager, of domain and engine alike. */
@Configuration(proxyBeanMethods = false)
class TransactionConfiguration {

    /** Named, it is not looked for among the annotations of the class at each call. */
    @Bean
    static SmartInitializingSingleton theOneTransactionManager(TransactionInterceptor annotated) {
        return () -> annotated.setTransactionManagerBeanName("transactionManager");
    }
}
