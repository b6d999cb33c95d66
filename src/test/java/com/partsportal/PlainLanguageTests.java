package com.partsportal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and words that were replaced by the standard ones do not come back, and a name names one type. */
class PlainLanguageTests {

    private static final Path SOURCES = Path.of("src");
    private static final Path MAIN = Path.of("src", "main", "java");

    /** Type names of the past, each with the standard term beside it. */
    private static final Set<String> RETIRED_TYPES = Set.of(
            "ThriftySession",
            "InstanceRows",
            "RememberedDefinitions", // Caffeine
            "RecentAnswers", // Caffeine
            "BusinessKeyCorrelation",
            "InstanceGrants",
            "Invited", // InvitationSnapshot
            "Subjects", // InvitationOwners
            "Openings", // PageViews
            "Sending", // DeliveryResult
            "Delivery", // DeliveryResult
            "Moments", // DateFormats
            "Times", // DatabaseTime
            "ListAddress", // ListUrl
            "FileAddresses", // StaticFileUrls
            "ShownOnce", // OneTimeSecret
            "DatabaseAway", // DatabaseUnavailable
            "LostRace", // ConcurrencyConflict
            "StopNotice", // ShutdownDelay
            "MissingKeys", // TokenKeyCheck
            "PolicyNonce", // CspNonce
            "PasswordAsks", // PasswordRequests
            "Fire", // ChaosRun
            "UnderFire", // FaultInjection
            "Arm", // Contender
            "Story", // Scenario
            "Crowd", // BulkCustomers
            "Clones", // InvitationCopies
            "Shop", // TestVendor
            "Firm"); // TestCompany

    /** Each of these had two types once. */
    private static final Set<String> ONE_TYPE_EACH = Set.of("Terms", "Names", "Problems", "Facts", "Waiting");

    /** Words of the past: service, tuning, the caller, notified or reported, is, edit, unavailable. */
    private static final Pattern RETIRED_WORDS =
            Pattern.compile("(?i)\\b(doors?|thrift|thrifty|whoever|told|tells|stands|reword|not to be had)\\b");

    /** The same words in the name of a test. */
    private static final Pattern RETIRED_IN_NAMES =
            Pattern.compile("\\bvoid (\\w*(?:Whoever|Told|Tells|Stands)(?![a-z])\\w*)");

    private static final Pattern TYPE = Pattern.compile("(?<![\\w.])(?:class|record|interface|enum)\\s+([A-Z]\\w*)");

    private static final Pattern TEXT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"", Pattern.DOTALL);

    @Test
    void noRetiredTypeNameComesBack() {
        assertThat(types(SOURCES).keySet()).doesNotContainAnyElementsOf(RETIRED_TYPES);
    }

    @Test
    void noRetiredWordComesBack() {
        var found = new ArrayList<String>();
        files(MAIN).forEach(file -> retired(read(file)).forEach(word -> found.add(file.getFileName() + ": " + word)));
        assertThat(found).isEmpty();
    }

    @Test
    void noRetiredWordComesBackInModelsAndDocuments() {
        var found = new ArrayList<String>();
        Stream.of(Path.of("processes"), Path.of("src", "docs"), Path.of("README.md"))
                .flatMap(root -> files(root, ".bpmn", ".dmn", ".form", ".md"))
                .forEach(file -> retired(read(file)).forEach(word -> found.add(file.getFileName() + ": " + word)));
        assertThat(found).isEmpty();
    }

    @Test
    void noRetiredWordComesBackInTheNameOfATest() {
        var found = new ArrayList<String>();
        files(SOURCES)
                .filter(file -> !file.endsWith("PlainLanguageTests.java"))
                .forEach(file -> RETIRED_IN_NAMES
                        .matcher(read(file))
                        .results()
                        .forEach(name -> found.add(file.getFileName() + ": " + name.group(1))));
        assertThat(found).isEmpty();
        assertThat("void theVendorIsTold() {").containsPattern(RETIRED_IN_NAMES);
        assertThat("void columnsAreUnderstood() {").doesNotContainPattern(RETIRED_IN_NAMES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** The Door. */",
                "// whoever asks",
                "log.info(\"nobody is told\")",
                "it tells",
                "a thrifty one"
            })
    void aRetiredWordIsFound(String line) {
        assertThat(retired(line)).isNotEmpty();
    }

    @Test
    void aNameNamesOneType() {
        var files = types(MAIN);
        for (var name : ONE_TYPE_EACH) {
            assertThat(files.getOrDefault(name, List.of())).as(name).hasSizeLessThanOrEqualTo(1);
        }
        var byName = new HashMap<String, List<Path>>();
        files(MAIN)
                .filter(file -> !file.endsWith("package-info.java"))
                .forEach(file -> byName.computeIfAbsent(file.getFileName().toString(), it -> new ArrayList<>())
                        .add(file));
        assertThat(byName.values()).as("types of their own file").allMatch(same -> same.size() == 1);
    }

    /** The names of all types, each with the files that declare it. */
    private static Map<String, List<Path>> types(Path root) {
        var types = new TreeMap<String, List<Path>>();
        files(root)
                .filter(file -> !file.endsWith("PlainLanguageTests.java"))
                .forEach(file -> TYPE.matcher(TEXT.matcher(read(file)).replaceAll(""))
                        .results()
                        .forEach(found -> types.computeIfAbsent(found.group(1), it -> new ArrayList<>())
                                .add(file)));
        return types;
    }

    private static Stream<String> retired(String text) {
        return RETIRED_WORDS.matcher(text).results().map(MatchResult::group);
    }

    private static Stream<Path> files(Path root) {
        return files(root, ".java");
    }

    private static Stream<Path> files(Path root, String... endings) {
        try (var files = Files.walk(root)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
