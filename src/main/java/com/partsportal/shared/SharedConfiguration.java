package com.partsportal.shared;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SharedConfiguration {

    /** The one clock that decides; tests and the development run hand in a movable one as {@code @Primary}. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
