package com.partsportal;

import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Parts Portal Customer Onboarding: invites customers, awaits their acceptance, creates their accounts. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PartsPortalApplication {

    /** Commands of the jar: they run beside the nodes, execute no jobs, and exit. */
    private static final List<String> COMMANDS = List.of("--drift", "--versions", "--person");

    static {
        // Durations that reach the engine are added in the JVM's zone and would move over daylight saving.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    /** Runs a node until it is stopped, or one of the commands: then the JVM exits with the command's code. */
    public static void main(String[] args) {
        if (Stream.of(args).noneMatch(PartsPortalApplication::isCommand)) {
            SpringApplication.run(PartsPortalApplication.class, args);
        } else {
            System.exit(SpringApplication.exit(SpringApplication.run(PartsPortalApplication.class, asCommand(args))));
        }
    }

    /** With or without a value. */
    static boolean isCommand(String argument) {
        return COMMANDS.contains(argument.split("=", 2)[0]);
    }

    /** No job is taken, and the port is any that is free, for this machine only. */
    static String[] asCommand(String... args) {
        return Stream.concat(
                        Stream.of(args),
                        Stream.of(
                                "--camunda.bpm.job-execution.enabled=false",
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--management.server.port=-1",
                                "--portal.shutdown-delay=PT0S",
                                "--server.shutdown=immediate"))
                .toArray(String[]::new);
    }
}
