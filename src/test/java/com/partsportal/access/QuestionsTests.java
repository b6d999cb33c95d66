package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Acts that cannot simply be undone ask first, wherever they are: a table of them, held against the buttons of all templates.
 * How the question behaves in a browser is for the journeys.
 */
class QuestionsTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    /** A form that changes something, or a button for another form of the page. */
    private static final Pattern FORM = Pattern.compile("(<form\\b(?:[^>\"]|\"[^\"]*\")*>).*?</form>", Pattern.DOTALL);

    private static final Pattern BUTTON =
            Pattern.compile("<button\\b((?:[^>\"]|\"[^\"]*\")*)>(.*?)</button>", Pattern.DOTALL);
    private static final Pattern LABEL = Pattern.compile("th:text=\"#\\{([\\w.]+)");
    private static final Pattern ACTION = Pattern.compile("th:action=\"(?:@\\{([^(\"]*)|\\$\\{'([^']*)')");
    private static final Pattern QUESTION = Pattern.compile("data-confirm=[^,\"]*?'?([a-z][\\w.]+)");

    /** The verbs of the contract, and those that are as final. */
    private static final Pattern ASKING =
            Pattern.compile("(Discard|Revoke|Deactivate|Decline|Merge|Remove|Erase|Unlink|This is not for me)\\b.*"
                    + "|.*Import and invite.*");

    private static final Properties ENGLISH = new Properties();

    private static List<Button> buttons;

    /** @param question whether it or its form asks, with what it means */
    private record Button(String template, String action, String label, boolean question) {}

    @BeforeAll
    static void readTemplates() throws IOException {
        try (var files = Files.list(MESSAGES)) {
            for (var file : files.filter(it -> !it.toString().contains("_")).toList()) {
                try (var reader = Files.newBufferedReader(file)) {
                    ENGLISH.load(reader);
                }
            }
        }
        buttons = new ArrayList<>();
        try (var files = Files.walk(TEMPLATES)) {
            files.filter(file -> file.toString().endsWith(".html")).forEach(QuestionsTests::read);
        }
    }

    private static void read(Path file) {
        try {
            var template = TEMPLATES.relativize(file).toString();
            var forms = FORM.matcher(Files.readString(file));
            while (forms.find()) {
                var form = forms.group();
                var head = forms.group(1);
                if (!head.contains("method=\"post\"")) {
                    continue;
                }
                var buttonsOfForm = BUTTON.matcher(form);
                while (buttonsOfForm.find()) {
                    var label = LABEL.matcher(buttonsOfForm.group(1) + buttonsOfForm.group(2));
                    if (label.find()) {
                        var own = buttonsOfForm.group(1);
                        buttons.add(new Button(
                                template,
                                path(head),
                                ENGLISH.getProperty(label.group(1), label.group(1)),
                                asks(head + own)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(String head) {
        var action = ACTION.matcher(head);
        if (!action.find()) {
            return "";
        }
        return action.group(1) == null ? action.group(2) : action.group(1).replaceAll("}$", "");
    }

    private static boolean asks(String markup) {
        return QUESTION.matcher(markup).find() && markup.contains("data-confirm-more=");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "access/people.html, /admin/people/erase, Erase",
        "access/staff.html, /admin/staff/{id}/deactivate, Deactivate",
        "access/staff.html, /admin/staff/{id}/identity/remove, Unlink",
        "account/profile.html, /portal/profile/passkeys/{id}/remove, Remove",
        "account/profile.html, /portal/profile/second-factor/remove, Remove",
        "company/users.html, /portal/users/{id}/deactivate, Deactivate",
        "company/users.html, /portal/users/{id}/remove, Remove",
        "company/users.html, /portal/users/invitations/{id}/revoke, Revoke invitation",
        "customer/customer.html, /vendor/customers/{id}/revoke, Revoke with this reason",
        "customerimport/run.html, /vendor/customers/import/{id}/confirm, Import and invite",
        "invitation/ended.html, ?decline, Decline",
        "invitation/parts.html, ?decline, Decline",
        "invitation/parts.html, ?decline, This is not for me",
        "part/drawings.html, /vendor/customers/{id}/parts/drawings/{drawing}/remove, Remove",
        "part/part.html, /vendor/customers/{id}/parts/drawings/{drawing}/remove, Remove",
        "part/parts.html, /vendor/customers/{id}/parts/{part}/remove, Remove",
        "vendor/api-keys.html, /vendor/api-keys/{id}/revoke, Revoke",
        "vendor/profile.html, /vendor/settings/profile/logo/remove, Remove",
        "vendor/rankings.html, /vendor/rankings/{id}/merge, Merge",
        "vendor/team.html, /vendor/team/{account}/deactivate, Deactivate",
        "vendor/team.html, /vendor/team/invitations/{id}/revoke, Revoke",
        "webhook/one.html, /vendor/webhooks/{id}/remove, Remove"
    })
    void anActOfTheTableAsksFirst(String template, String action, String label) {
        assertThat(buttons)
                .filteredOn(button ->
                        button.template().equals(template) && button.action().equals(action))
                .filteredOn(button -> button.label().contains(label))
                .isNotEmpty()
                .allMatch(Button::question);
    }

    @Test
    void noButtonWithSuchAVerbActsWithoutAQuestion() {
        assertThat(buttons).hasSizeGreaterThan(100);
        assertThat(buttons)
                .filteredOn(button -> ASKING.matcher(button.label()).matches())
                .hasSizeGreaterThanOrEqualTo(22)
                .allMatch(Button::question);
    }

    /** One button for each act of a customer, whose name is the act's. */
    @Test
    void discardRevokeAndDeactivateOfACustomerAskAndTheOtherActsDoNot() throws IOException {
        var act = Files.readString(TEMPLATES.resolve("customer/parts.html"));

        assertThat(act).contains("asks=${code == 'REVOKE' or code == 'DEACTIVATE' or code == 'DISCARD'}");
        for (var code : List.of("REVOKE", "DEACTIVATE", "DISCARD")) {
            assertThat(ENGLISH.getProperty("customer.confirm." + code)).contains("{0}");
            assertThat(ENGLISH.getProperty("customer.confirm." + code + ".more"))
                    .isNotBlank();
        }
    }

    /** Nothing is changed by a file of what is selected. */
    @Test
    void everyActOnASelectionAsksButTheExport() throws IOException {
        var list = Files.readString(TEMPLATES.resolve("customer/list.html"));
        var acts = Pattern.compile("<button [^>]*form=\"bulk\" name=\"action\"[^>]*>")
                .matcher(list)
                .results()
                .map(found -> found.group())
                .toList();

        assertThat(list).contains("data-confirm-more=#{customer.selection.confirm.more}");
        assertThat(acts).hasSizeGreaterThanOrEqualTo(7);
        assertThat(acts)
                .filteredOn(act -> !act.contains("value=\"export\""))
                .allMatch(act -> act.contains("data-confirm=") && act.contains("data-confirm-one="));
    }

    @Test
    void everyPageWithAQuestionHasTheDialog() throws IOException {
        var without = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (var file : files.filter(it -> it.toString().endsWith(".html")).toList()) {
                var page = Files.readString(file);
                if (page.contains("data-confirm=") && !page.contains(":: confirm}") && page.contains("<main")) {
                    without.add(TEMPLATES.relativize(file).toString());
                }
            }
        }
        assertThat(without).isEmpty();
    }
}
