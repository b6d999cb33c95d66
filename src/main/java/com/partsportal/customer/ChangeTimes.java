package com.partsportal.customer;

import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.auditing.DateTimeProvider;
import org.springframework.data.jpa.repository.config.EnableJpaAuditing;

/** Records are stamped with the portal's clock when they change. */
@Configuration(proxyBeanMethods = false)
@EnableJpaAuditing(dateTimeProviderRef = "changeTime")
class ChangeTimes {

    @Bean
    DateTimeProvider changeTime(Clock clock) {
        return () -> Optional.of(DatabaseTime.now(clock));
    }
}
