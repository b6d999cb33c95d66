package com.partsportal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may import whom. Each rule is proven by a fault planted in {@code com.partsportal.planted}. */
class ArchitectureTests {

    /** Each module and those whose public classes it may use; a module that is not listed fails the build. */
    private static final Map<String, Set<String>> MODULES = Map.ofEntries(
            module("shared"),
            module("mail", "shared"),
            module("account", "mail", "shared"),
            module("api", "account", "shared"),
            module("invitation", "account", "mail", "shared"),
            module("vendor", "invitation", "api", "account", "mail", "shared"),
            module("company", "invitation", "account", "mail", "shared"),
            module("customer", "vendor", "company", "invitation", "api", "account", "mail", "shared"),
            module("part", "customer", "vendor", "company", "invitation", "api", "account", "mail", "shared"),
            module(
                    "emailchange",
                    "part",
                    "customer",
                    "vendor",
                    "company",
                    "invitation",
                    "api",
                    "account",
                    "mail",
                    "shared"),
            module("demo", "part", "customer", "vendor", "company", "invitation", "account", "mail", "shared"),
            // every module that owns a process, and account
            module("process", "emailchange", "part", "customer", "demo", "invitation", "account", "mail", "shared"),
            module("access", "vendor", "company", "api", "account", "shared"));

    private static final JavaClasses PORTAL = new ClassFileImporter()
            .importUrl(PartsPortalApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    private static final String PORTAL_ROOT = "com.partsportal";

    /** A rule by its name, for the portal and for the packages of planted faults alike. */
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
            "only process knows the engine",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackage(root + ".process..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.camunda.."));

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
        return Stream.of(LISTED, ACYCLIC, ENGINE, FLAT, ONE_CLOCK, CONSTRUCTORS);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(LISTED, "unlisted", "surprise"),
                Arguments.of(LISTED, "backwards", "is not allowed to use customer"),
                Arguments.of(LISTED, "nobody", "is not allowed to use process"),
                Arguments.of(ACYCLIC, "cycle", "Cycle detected"),
                Arguments.of(ENGINE, "engine", "org.camunda"),
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
    @MethodSource("faults")
    void thePlantedFaultIsFound(Rule rule, String planted, String words) {
        var root = PORTAL_ROOT + ".planted." + planted;
        var faulty = new ClassFileImporter().importUrl(ArchitectureTests.class.getResource("planted/" + planted + "/"));

        var result = rule.in(root).evaluate(faulty);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(words);
    }

    @Test
    void everyRuleHasAPlantedFault() {
        assertThat(faults().map(fault -> fault.get()[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(rules().toList());
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
                    if (target.getPackageName().startsWith(root)
                            && !to.equals(from)
                            && !MODULES.get(from).contains(to)) {
                        events.add(SimpleConditionEvent.violated(
                                type, from + " is not allowed to use " + to + ": " + dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** The package right below the root, empty for the root itself. */
    private static String module(JavaClass type, String root) {
        var name = type.getPackageName();
        return name.startsWith(root + ".") ? name.substring(root.length() + 1).split("\\.")[0] : "";
    }
}
