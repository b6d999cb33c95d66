package com.partsportal;

import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Migrations run over connections of their own: those of the pool end every wait after seconds, also the wait for the
 * node that is migrating.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseSetUp {

    @Bean
    FlywayConfigurationCustomizer ownConnections(JdbcConnectionDetails database) {
        return flyway -> flyway.dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }
}
