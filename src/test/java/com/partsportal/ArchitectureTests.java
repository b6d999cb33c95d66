package com.partsportal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may import whom. Each rule is proven by a violation in {@code com.partsportal.violation}. */
class ArchitectureTests {

    /** Each module and those whose public classes it may use; a module that is not listed fails the build. */
    private static final Map<String, Set<String>> MODULES = Map.ofEntries(
            module("shared"),
            // what a module keeps of a person: implemented by each that has something
            module("privacy", "shared"),
            module("mail", "shared"),
            module("account", "mail", "shared"),
            module("audit", "account", "shared"),
            module("api", "account", "shared"),
            module("invitation", "api", "account", "mail", "shared"),
            module("notification", "account", "mail", "shared"),
            module("vendor", "audit", "notification", "invitation", "api", "account", "mail", "shared"),
            module("company", "notification", "invitation", "account", "mail", "shared"),
            module("customer", "vendor", "company", "notification", "invitation", "api", "account", "mail", "shared"),
            module("table", "shared"),
            module("customerimport", "table", "customer", "vendor", "invitation", "api", "account", "shared"),
            module("part", "table", "customer", "vendor", "company", "invitation", "api", "account", "mail", "shared"),
            module(
                    "rfq",
                    "part",
                    "customer",
                    "vendor",
                    "company",
                    "notification",
                    "invitation",
                    "api",
                    "account",
                    "mail",
                    "shared"),
            module(
                    "emailchange",
                    "part",
                    "customer",
                    "vendor",
                    "company",
                    "notification",
                    "invitation",
                    "api",
                    "account",
                    "mail",
                    "shared"),
            module("webhook", "audit", "customer", "vendor", "invitation", "api", "account", "mail", "shared"),
            module(
                    "insight",
                    "emailchange",
                    "rfq",
                    "part",
                    "customer",
                    "vendor",
                    "company",
                    "invitation",
                    "api",
                    "account",
                    "mail",
                    "shared"),
            module("demo", "rfq", "part", "customer", "vendor", "company", "invitation", "account", "mail", "shared"),
            // every module that owns a process, and account
            module("engine", "invitation", "mail", "shared"),
            module("webapps", "insight", "process", "account", "shared"),
            module(
                    "process",
                    "insight",
                    "webhook",
                    "emailchange",
                    "rfq",
                    "customer",
                    "demo",
                    "invitation",
                    "account",
                    "mail",
                    "shared"),
            module("access", "vendor", "company", "api", "account", "shared"));

    private static final JavaClasses PORTAL = new ClassFileImporter()
            .importUrl(PartsPortalApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    private static final String PORTAL_ROOT = "com.partsportal";

    /** A rule by its name, for the portal and for the packages of violations alike. */
    record Rule(String name, Function<String, ArchRule> within) {

        ArchRule in(String root) {
            return within.apply(root);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final Rule LISTED = new Rule(
            "every module is listed and uses only what the table allows",
            root -> classes().that().resideInAPackage(root + "..").should(keepToTheTable(root)));

    static final Rule ACYCLIC = new Rule(
            "no module leads back to itself",
            root -> slices().matching(root + ".(*)..").should().beFreeOfCycles());

    static final Rule ENGINE = new Rule(
            "only process, engine and webapps know the engine",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackages(root + ".process..", root + ".engine..", root + ".webapps..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.camunda.."));

    /** What the engine does not promise to keep: implementation and starter, but for the type that IdentityService returns. */
    static final Rule PUBLIC_API = new Rule(
            "only engine and webapps use more of the engine than its public API",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackages(root + ".engine..", root + ".webapps..")
                    .should()
                    .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                                    "org.camunda..impl..", "org.camunda.bpm.spring..", "org.camunda.bpm.webapp..")
                            .and(DescribedPredicate.not(JavaClass.Predicates.type(Authentication.class)))));

    static final Rule FLAT = new Rule(
            "modules are flat",
            root -> noClasses().that().resideInAPackage(root + "..").should().resideInAPackage(root + ".*.*.."));

    static final Rule ONE_CLOCK = new Rule(
            "time comes from the one clock",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .doNotHaveSimpleName("TimeConfiguration")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis"));

    static final Rule CONSTRUCTORS = new Rule(
            "nothing is injected into fields",
            root -> noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(root + "..")
                    .should()
                    .beAnnotatedWith(Autowired.class));

    static Stream<Rule> rules() {
        return Stream.of(LISTED, ACYCLIC, ENGINE, PUBLIC_API, FLAT, ONE_CLOCK, CONSTRUCTORS);
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                Arguments.of(LISTED, "unlisted", "surprise"),
                Arguments.of(LISTED, "backwards", "is not allowed to use customer"),
                Arguments.of(LISTED, "nobody", "is not allowed to use process"),
                Arguments.of(ACYCLIC, "cycle", "Cycle detected"),
                Arguments.of(LISTED, "configured", "is not allowed to use engine"),
                Arguments.of(ENGINE, "engine", "org.camunda"),
                Arguments.of(PUBLIC_API, "implementation", "org.camunda.bpm.engine.impl"),
                Arguments.of(FLAT, "deep", "Inner"),
                Arguments.of(ONE_CLOCK, "clock", "Instant.now()"),
                Arguments.of(CONSTRUCTORS, "field", "Autowired"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void thePortalKeepsTheRule(Rule rule) {
        rule.in(PORTAL_ROOT).check(PORTAL);
    }

    @ParameterizedTest
    @MethodSource("violations")
    void theViolationIsFound(Rule rule, String violation, String words) {
        var root = PORTAL_ROOT + ".violation." + violation;
        var faulty =
                new ClassFileImporter().importUrl(ArchitectureTests.class.getResource("violation/" + violation + "/"));

        var result = rule.in(root).evaluate(faulty);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(words);
    }

    @Test
    void everyRuleHasAViolation() {
        assertThat(violations().map(violation -> violation.get()[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(rules().toList());
    }

    @Test
    void theTestsHaveOneMainClassForTheDevelopmentRun() throws IOException {
        try (var files = Files.walk(Path.of("src", "test", "java"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("ArchitectureTests.java"))
                            .filter(file -> read(file).contains("void main(String[]"))
                            .map(file -> file.getFileName().toString()))
                    .as("spring-boot:test-run needs exactly one")
                    .containsExactly("DevelopmentRun.java");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map.Entry<String, Set<String>> module(String name, String... mayUse) {
        return Map.entry(name, Set.of(mayUse));
    }

    private static ArchCondition<JavaClass> keepToTheTable(String root) {
        return new ArchCondition<>("keep to the table of modules") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var from = module(type, root);
                if (from.isEmpty()) {
                    return; // the application itself
                }
                if (!MODULES.containsKey(from)) {
                    events.add(SimpleConditionEvent.violated(type, "module " + from + " is not listed"));
                    return;
                }
                for (var dependency : type.getDirectDependenciesFromSelf()) {
                    var target = dependency.getTargetClass().getBaseComponentType();
                    var to = module(target, root);
                    if (target.getPackageName().startsWith(root) && !to.equals(from) && !mayUse(from, to)) {
                        events.add(SimpleConditionEvent.violated(
                                type, from + " is not allowed to use " + to + ": " + dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean mayUse(String from, String to) {
        var declares = to.equals("privacy") && !from.equals("shared");
        return declares || MODULES.get(from).contains(to);
    }

    /** The package right below the root, empty for the root itself. */
    private static String module(JavaClass type, String root) {
        var name = type.getPackageName();
        return name.startsWith(root + ".") ? name.substring(root.length() + 1).split("\\.")[0] : "";
    }
}
