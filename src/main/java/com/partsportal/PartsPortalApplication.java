package com.partsportal;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Parts Portal Customer Onboarding: invites customers, awaits their acceptance, creates their accounts. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PartsPortalApplication {

    static {
        // Durations that reach the engine are added in the JVM's zone and would move over daylight saving.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    public static void main(String[] args) {
        SpringApplication.run(PartsPortalApplication.class, args);
    }
}
