package com.partsportal.rfq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.Role;
import com.partsportal.company.CompanyRules;
import com.partsportal.customer.CustomerActivity;
import com.partsportal.customer.NewCustomer;
import com.partsportal.customer.RequestsForQuotation;
import com.partsportal.dev.MovableClock;
import com.partsportal.part.NewPart;
import com.partsportal.part.PartId;
import com.partsportal.part.PartRow;
import com.partsportal.shared.Refused;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** From the parts to the RFQ and the vendor's answer, by the pages of both. */
class RfqPagesTests extends RfqParties {

    @Autowired
    CustomerActivity activity;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    private PartId bracket;
    private PartId housing;

    @BeforeEach
    void theCompanyHasParts() {
        var stored =
                parts.replace(vendor.id(), company.customer(), List.of(part("BR-100"), part("HO-200")), vendor.admin());
        bracket = stored.get(0).id();
        housing = stored.get(1).id();
    }

    @Test
    void fromThePartsToTheFirstRfqAndItsAnswer() {
        assertThat(pages.text(manager, "/portal/parts")).contains("BR-100", "HO-200", "Request quote");
        assertThat(pages.text(manager, "/portal/parts?q=br-1"))
                .contains("BR-100")
                .doesNotContain("HO-200");
        assertThat(pages.text(manager, "/portal/rfqs/new")).contains("New part 1", "Go to the parts");
        assertThat(pages.text(manager, "/portal/rfqs/new?part=" + bracket + "&part=" + housing))
                .contains("BR-100", "HO-200", "Quantity", "Needed by", "Note", "Submit RFQ");

        var sent =
                submit(manager, "quantity-" + bracket, "10", "quantity-" + bracket, "50", "quantity-" + housing, "1");
        assertThat(sent).matches("/portal/rfqs/[0-9a-f-]{36}");
        assertThat(pages.text(manager, sent)).contains("RFQ-1001", "Under Vendor Review", "10 · 50", "soon, please");
        jobs.runDue();
        var mail = mailbox.await(vendor.email(), "rfq-submitted");
        assertThat(jdbc.sql("select count(*) from customer where id = ? and first_rfq_at is not null")
                        .param(company.customer().value())
                        .query(Long.class)
                        .single())
                .isOne();

        var vera = people.session(vendor.email());
        var page = "/vendor/customers/" + company.customer();
        assertThat(pages.text(vera, page))
                .contains("Answer RFQ-1001", "RFQs 1", "Waiting for you", "RFQ-1001 submitted");
        assertThat(pages.text(vera, page + "?tab=rfqs")).contains("RFQ-1001", "Waiting for you");
        assertThat(Pages.html(pages.open(vera, page + "?tab=activity")))
                .containsPattern("<a href=\"/vendor/rfqs/[0-9a-f-]{36}\">RFQ-1001</a>");
        assertThat(pages.text(vera, "/vendor/rfqs")).contains("RFQ-1001", "Rfq Company");
        assertThat(pages.text(vera, mail.path())).contains("Under Vendor Review", "BR-100", "soon, please");
        assertThat(pages.send(vera, mail.path() + "/answer", "answer", "reject").getStatus())
                .isEqualTo(422);
        assertThat(pages.send(vera, mail.path() + "/answer", "answer", "note", "text", "See our <offer>")
                        .getStatus())
                .isEqualTo(302);
        assertThat(pages.send(vera, mail.path() + "/answer", "answer", "quoted").getStatus())
                .isEqualTo(409);

        jobs.runDue();
        assertThat(mailbox.await(company.email(), "rfq-answered").path()).isEqualTo(sent);
        assertThat(pages.text(manager, sent)).contains("Answered", "See our &lt;offer&gt;");
        assertThat(activity.timeline(vendor.id(), company.customer(), Locale.ENGLISH))
                .extracting(entry -> entry.type())
                .contains("RFQ_SUBMITTED", "RFQ_ANSWERED");
    }

    @Test
    void errorsAreShownBesideTheFieldAndTheInputIsKept() {
        var answer = pages.send(
                manager,
                "/portal/rfqs/new",
                "part",
                bracket.toString(),
                "quantity-" + bracket,
                "many",
                "neededBy",
                "2026-02-30",
                "note",
                "line\nbell\u0007");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(Pages.html(answer)).contains("value=\"many\"", "value=\"2026-02-30\"");
        assertThat(Pages.text(answer)).contains("Enter a whole number", "Choose a day from today on");
        assertThat(pages.send(
                                manager,
                                "/portal/rfqs/new",
                                "part",
                                bracket.toString(),
                                "quantity-" + bracket,
                                "1",
                                "note",
                                "\u0000")
                        .getStatus())
                .isEqualTo(422);
        assertThat(pages.open(manager, "/portal/parts?q=%00").getStatus()).isEqualTo(200);
        assertThat(pages.open(manager, "/portal/rfqs/new?part=x").getStatus()).isEqualTo(404);
        assertThat(rfqs.of(company.id(), null, 50).rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,500", "1.500", "1 500", "1\u00A0500", "1\u202F500", "1'500"})
    void aNumberWithADigitGroupIsAQuestionAndNeverTwoQuantities(String typed) {
        var field = "quantity-" + bracket;

        var asked = pages.send(manager, "/portal/rfqs/new", "part", bracket.toString(), field, typed);

        assertThat(asked.getStatus()).isEqualTo(422);
        assertThat(Pages.text(asked)).contains("Did you mean 1500?", "Yes, 1500");
        assertThat(rfqs.of(company.id(), null, 50).rows()).isEmpty();
        assertThat(pages.text(manager, submit(manager, field, "1500"))).contains("1500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10, 50", "10 50", "10;50", "10,50,100"})
    void severalQuantitiesInOneFieldAreSaidToNeedFieldsOfTheirOwn(String typed) {
        var asked = pages.send(manager, "/portal/rfqs/new", "part", bracket.toString(), "quantity-" + bracket, typed);

        assertThat(asked.getStatus()).isEqualTo(422);
        assertThat(Pages.text(asked)).contains("Enter one quantity, and add a field for each other one.");
        assertThat(rfqs.of(company.id(), null, 50).rows()).isEmpty();
    }

    @Test
    void withoutScriptsTheButtonGivesTheFormBackWithOneMoreField() {
        var field = "quantity-" + bracket;
        var more = pages.send(
                manager,
                "/portal/rfqs/new",
                "part",
                bracket.toString(),
                field,
                "10",
                "note",
                "soon",
                "add",
                bracket.toString());

        assertThat(more.getStatus()).isEqualTo(200);
        assertThat(Pages.html(more))
                .contains("id=\"" + field + "-2\"", "value=\"10\"", ">soon</textarea>", ">Quantity 2</label>")
                .doesNotContain("is-invalid");
        assertThat(rfqs.of(company.id(), null, 50).rows()).isEmpty();
        assertThat(pages.text(manager, submit(manager, field, "10", field, "", field, "25")))
                .contains("10 · 25");
        var tooMany = new ArrayList<>(List.of("part", bracket.toString()));
        IntStream.rangeClosed(1, 11).forEach(n -> tooMany.addAll(List.of(field, Integer.toString(n))));
        assertThat(Pages.text(pages.send(manager, "/portal/rfqs/new", tooMany.toArray(String[]::new))))
                .contains("At most ten quantities");
    }

    @Test
    void storedRfqsWithSeveralQuantitiesAreRevisedFieldByField() {
        users.setRules(company.id(), new CompanyRules(List.of(), true), company.manager());
        people.member(company, "carl@" + domain, Role.CUSTOMER_USER);
        var carl = people.session("carl@" + domain);
        var field = "quantity-" + bracket;
        var rfq = submit(carl, field, "10", field, "1500");
        pages.send(manager, rfq + "/approval", "decision", "send-back", "text", "More");

        var page = Pages.html(pages.open(carl, rfq + "/revise"));

        assertThat(page).contains("value=\"10\"", "value=\"1500\"", "id=\"" + field + "-2\"");
        assertThat(pages.send(carl, rfq + "/revise", field, "10", field, "2500").getRedirectedUrl())
                .isEqualTo(rfq);
        assertThat(pages.text(carl, rfq)).contains("10 · 2500");
    }

    @Test
    void aCustomerUsersRfqWaitsForAManagerWhereTheCompanyWantsIt() {
        users.setRules(company.id(), new CompanyRules(List.of(), true), company.manager());
        people.member(company, "carl@" + domain, Role.CUSTOMER_USER);
        var carl = people.session("carl@" + domain);
        var vera = people.session(vendor.email());

        var rfq = submit(carl, "quantity-" + bracket, "5");
        jobs.runDue();
        assertThat(pages.text(carl, rfq)).contains("Waiting for a Manager").doesNotContain("Approve");
        assertThat(pages.text(manager, "/portal")).contains("1 RFQ waits for a Manager");
        assertThat(pages.text(carl, "/portal")).contains("1 RFQ waits for a Manager");
        assertThat(pages.open(vera, rfq.replace("portal", "vendor")).getStatus())
                .isEqualTo(404);
        assertThat(pages.send(carl, rfq + "/approval", "decision", "approve").getStatus())
                .isEqualTo(403);

        assertThat(pages.send(manager, rfq + "/approval", "decision", "send-back")
                        .getStatus())
                .isEqualTo(422);
        pages.send(manager, rfq + "/approval", "decision", "send-back", "text", "Ask for 20");
        assertThat(pages.text(carl, "/portal")).contains("Needs you 1", "RFQ-1001");
        assertThat(pages.text(carl, rfq)).contains("Sent back", "Ask for 20");
        jobs.runDue();
        assertThat(Pages.html(pages.open(carl, rfq + "/revise"))).contains("value=\"5\"", "Ask for 20");
        assertThat(pages.send(carl, rfq + "/revise", "quantity-" + bracket, "20")
                        .getRedirectedUrl())
                .isEqualTo(rfq);
        jobs.runDue();
        assertThat(pages.send(manager, rfq + "/approval", "decision", "approve").getStatus())
                .isEqualTo(302);

        jobs.runDue();
        assertThat(mailbox.to(company.email(), "rfq-awaits-approval"))
                .hasSize(2)
                .allSatisfy(mail -> assertThat(mail.text()).contains("Carl carl", "RFQ-1001"));
        assertThat(mailbox.await("carl@" + domain, "rfq-sent-back").text()).contains("Ask for 20", "sent back to you");
        assertThat(mailbox.await("carl@" + domain, "rfq-approved").link()).endsWith(rfq);

        assertThat(pages.text(carl, rfq)).contains("Under Vendor Review", "20");
        assertThat(pages.open(carl, rfq + "/revise").getRedirectedUrl()).isEqualTo(rfq);
        assertThat(pages.open(vera, rfq.replace("portal", "vendor")).getStatus())
                .isEqualTo(200);
        assertThat(pages.send(manager, rfq + "/approval", "decision", "reject", "text", "no")
                        .getStatus())
                .isEqualTo(409);
        assertThat(pages.text(manager, submit(manager, "quantity-" + bracket, "1")))
                .contains("Under Vendor Review");
        assertThat(pages.text(manager, "/portal/company/history"))
                .contains(
                        "Mona Manager submitted RFQ-1002",
                        "Mona Manager approved RFQ-1001",
                        "Carl carl revised RFQ-1001",
                        "Mona Manager sent RFQ-1001 back",
                        "Carl carl submitted RFQ-1001");
    }

    @Test
    void aRequestThatIsTurnedDownIsSaidToWhoSubmittedItAndNeverReachesTheVendor() {
        users.setRules(company.id(), new CompanyRules(List.of(), true), company.manager());
        people.member(company, "cora@" + domain, Role.CUSTOMER_USER);
        var cora = people.session("cora@" + domain);
        var rfq = submit(cora, "quantity-" + bracket, "5");

        pages.send(manager, rfq + "/approval", "decision", "reject", "text", "Too early");
        jobs.runDue();

        assertThat(mailbox.await("cora@" + domain, "rfq-sent-back").text()).contains("turned down", "Too early");
        assertThat(pages.text(cora, "/notifications")).contains("RFQ-1001");
        assertThat(pages.text(cora, rfq)).contains("Too early");
        assertThat(mailbox.to(vendor.email(), "rfq-submitted")).isEmpty();
        assertThat(pages.text(people.session(vendor.email()), "/vendor/rfqs")).doesNotContain("RFQ-1001");
    }

    @Test
    void theVendorMaySwitchItsEmailsAboutNewRfqsOff() {
        submit(manager, "quantity-" + bracket, "5");
        jobs.runDue();
        assertThat(mailbox.to(vendor.email(), "rfq-submitted")).hasSize(1);
        var vera = people.session(vendor.email());
        assertThat(Pages.html(pages.open(vera, "/vendor/settings"))).contains("value=\"rfq-submitted\"");
        assertThat(pages.send(
                                vera,
                                "/vendor/settings",
                                "partsPolicy",
                                "WARN",
                                "language",
                                "en",
                                "timeZone",
                                "UTC",
                                "region",
                                "US",
                                "notices",
                                "invitation-accepted")
                        .getRedirectedUrl())
                .isEqualTo("/vendor/settings");

        submit(manager, "quantity-" + bracket, "6");
        jobs.runDue();

        assertThat(mailbox.to(vendor.email(), "rfq-submitted")).hasSize(1);
        assertThat(pages.text(vera, "/vendor/rfqs")).contains("RFQ-1002");
    }

    @Test
    void theVendorsOfferIsATableForTheCustomerWhoCanRequestAgain() {
        var rfq = submit(manager, "quantity-" + bracket, "10", "quantity-" + bracket, "50");
        var vera = people.session(vendor.email());
        var path = rfq.replace("portal", "vendor");
        var line = rfqs.lines(RfqId.of(rfq.substring("/portal/rfqs/".length())))
                .get(0)
                .id();
        var ten = "price-" + line + "-10";
        var fifty = "price-" + line + "-50";
        assertThat(Pages.html(pages.open(vera, path))).contains("name=\"" + ten + "\"", "name=\"" + fifty + "\"");

        var bad = pages.send(
                vera,
                path + "/answer",
                "answer",
                "note",
                "currency",
                "EUR",
                ten,
                "1,500",
                fifty,
                "x",
                "leadDays",
                "soon");
        assertThat(bad.getStatus()).isEqualTo(422);
        assertThat(Pages.text(bad)).contains("without thousands separators", "like 12.50", "a number of days");
        assertThat(Pages.html(bad)).contains("value=\"1,500\"", "value=\"soon\"");
        assertThat(pages.send(vera, path + "/answer", "answer", "note", "currency", "XXX1", ten, "1")
                        .getStatus())
                .isEqualTo(422);

        assertThat(pages.send(
                                vera,
                                path + "/answer",
                                "answer",
                                "note",
                                "currency",
                                "EUR",
                                ten,
                                "12,50",
                                fifty,
                                "9.99",
                                "leadDays",
                                "15")
                        .getStatus())
                .isEqualTo(302);

        for (var words : List.of(pages.text(manager, rfq), pages.text(vera, path))) {
            assertThat(words).contains("12.50 EUR", "125.00 EUR", "9.99 EUR", "499.50 EUR", "Lead time in days 15");
        }
        assertThat(Pages.html(pages.open(manager, rfq))).contains("name=\"again\"", "Request again");
        assertThat(Pages.html(pages.open(manager, "/portal/rfqs/new?part=" + bracket)))
                .as("begins with the quantities of the last one")
                .contains("value=\"10\"", "value=\"50\"");
    }

    @Test
    void aDrawingIsForTheCompanyOfItsPartOnly() {
        var content = "%PDF-1.7 a drawing".getBytes(StandardCharsets.US_ASCII);
        drawings.add(
                vendor.id(),
                company.customer(),
                bracket,
                "br 100 \"ü\".pdf",
                new ByteArrayInputStream(content),
                false,
                vendor.admin());
        var path = "/portal/parts/" + bracket + "/drawing";

        var answer = pages.open(manager, path);

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsByteArray()).isEqualTo(content);
        assertThat(answer.getContentType()).isEqualTo("application/pdf");
        assertThat(answer.getHeader("Content-Disposition")).startsWith("attachment;");
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(pages.text(manager, "/portal/parts")).contains("br 100 &quot;ü&quot;.pdf");
        var otto = people.session(people.company(vendor, "Other " + companyCount, "otto@" + domain)
                .email());
        assertThat(pages.open(otto, path).getStatus()).isEqualTo(404);
        assertThat(pages.open(manager, "/portal/parts/" + housing + "/drawing").getStatus())
                .isEqualTo(404);
        customers.deactivate(vendor.id(), company.customer(), vendor.admin());
        assertThat(pages.open(manager, path).getStatus()).isEqualTo(404);
    }

    @Test
    void noneOneAndManyPartsAreThereOnTheFirstPage() {
        assertThat(pages.text(manager, "/portal")).contains("BR-100", "HO-200", "See all 2 and ask for a quote");

        parts.replace(vendor.id(), company.customer(), List.of(part("ONE")), vendor.admin());
        assertThat(pages.text(manager, "/portal")).contains("ONE", "Open it and ask for a quote");

        parts.replace(vendor.id(), company.customer(), List.of(), vendor.admin());
        assertThat(pages.text(manager, "/portal")).doesNotContain("Your parts", "ask for a quote");
        assertThat(pages.text(manager, "/portal/parts")).contains("No parts yet");

        var many = IntStream.range(0, 500).mapToObj(i -> part("N-" + i)).toList();
        var stored = parts.replace(vendor.id(), company.customer(), many, vendor.admin());
        assertThat(pages.text(manager, "/portal")).contains("See all 500");
        assertThat(pages.text(manager, "/portal/parts")).contains("500 parts", "N-499");
        var quantities = stored.stream()
                .flatMap(part -> Stream.of("quantity-" + part.id(), "1"))
                .toArray(String[]::new);
        assertThat(pages.text(manager, submit(manager, quantities))).contains("N-0", "N-499");
    }

    @Test
    void whatIsPreparedLaterIsThereAtOnceAndMarkedAsNewForWhoWasThereBefore() {
        assertThat(pages.text(manager, "/portal/parts")).doesNotContain("New ", "new since");
        clock.advance(Duration.ofHours(2));
        parts.replace(
                vendor.id(),
                company.customer(),
                List.of(part("BR-100"), part("HO-200"), part("LATE-1")),
                vendor.admin());

        assertThat(pages.text(manager, "/portal")).contains("LATE-1");
        for (var look = 1; look <= 2; look++) {
            assertThat(pages.text(manager, "/portal/parts"))
                    .as("look %s of one visit", look)
                    .contains("3 parts · 1 new since your last visit")
                    .containsPattern("LATE-1 Rev. A New")
                    .doesNotContain("BR-100 Rev. A New");
        }
        people.member(company, "carl@" + domain, Role.CUSTOMER_USER);
        assertThat(pages.text(people.session("carl@" + domain), "/portal/parts"))
                .contains("LATE-1")
                .doesNotContain("new since");

        clock.advance(Duration.ofHours(2));
        assertThat(pages.text(manager, "/portal/parts")).doesNotContain("new since");
    }

    @Test
    void aPersonWithTwoVendorsSeesBothAndEachVendorItsOwn() {
        var second = people.vendor("Second " + companyCount, "second@rfqvendor" + companyCount + ".example");
        var customer = customers.add(
                second.id(),
                new NewCustomer("Same company", company.email(), null, "A", true, null, null, null),
                second.admin());
        people.link(
                list.get(second.id(), customer).invitation(), company.manager().value());
        var other = parts.replace(second.id(), customer, List.of(part("OTHER-1")), second.admin())
                .get(0)
                .id();

        assertThat(pages.text(manager, "/portal")).contains(vendor.name(), "Second " + companyCount);
        assertThat(pages.text(manager, "/portal/parts")).contains("BR-100", "OTHER-1", second.name());
        assertThat(submit(manager, "quantity-" + bracket, "1", "quantity-" + other, "2"))
                .isEqualTo("/portal/rfqs");
        assertThat(pages.text(people.session(vendor.email()), "/vendor/rfqs")).contains("RFQ-1001", "Rfq Company");
        assertThat(rfqs.of(second.id(), null, 50).rows()).singleElement().satisfies(rfq -> {
            assertThat(rfqs.lines(rfq.id())).extracting(RfqRow.Line::number).containsExactly("OTHER-1");
        });

        assertThat(Pages.text(pages.send(
                        manager, "/portal/vendor", "vendor", second.id().toString(), "_page", "/portal/parts?q=x")))
                .isEmpty();
        for (var page : List.of("/portal", "/portal/parts", "/portal/rfqs")) {
            assertThat(pages.text(manager, page))
                    .as(page)
                    .contains("All vendors", second.name())
                    .doesNotContain("BR-100", "Rfq Company works with " + vendor.name());
        }
        assertThat(pages.text(manager, "/portal/rfqs")).contains("RFQ-1001").doesNotContain(vendor.name() + " Under");
        assertThat(Pages.html(pages.open(manager, "/portal/rfqs/new")))
                .contains("value=\"" + second.id() + "\" selected=\"selected\"");
        assertThat(pages.send(
                                manager,
                                "/portal/vendor",
                                "vendor",
                                UUID.randomUUID().toString())
                        .getStatus())
                .isEqualTo(404);
        assertThat(pages.send(manager, "/portal/vendor", "vendor", "", "_page", "https://evil.example/")
                        .getRedirectedUrl())
                .isEqualTo("/portal");
        assertThat(pages.text(manager, "/portal/parts")).contains("BR-100", "OTHER-1");
        pages.send(manager, "/portal/vendor", "vendor", second.id().toString());

        customers.deactivate(second.id(), customer, second.admin());
        assertThat(pages.text(manager, "/portal/parts"))
                .as("one that is gone is no choice any more")
                .contains("BR-100")
                .doesNotContain("OTHER-1", "All vendors");
    }

    @Test
    void theVendorIsRemindedAndAWithdrawnRfqIsOverForBoth() {
        var rfq = rfqs.submit(
                        company.id(),
                        new NewRfq(List.of(new NewRfq.Line(bracket, List.of(5))), null, null),
                        company.manager())
                .get(0);
        jobs.runDue(rfq.value());
        clock.advance(Duration.ofDays(6));
        jobs.runDue();
        assertThat(mailbox.to(vendor.email(), "rfq-submitted"))
                .extracting(mail -> mail.subject())
                .anyMatch(subject -> subject.contains("still waits for your answer"));

        assertThat(pages.text(manager, "/portal/rfqs/" + rfq)).contains("Withdraw");
        pages.send(manager, "/portal/rfqs/" + rfq + "/withdrawal");
        jobs.runDue();

        assertThat(rfqs.get(company.id(), rfq).status()).isEqualTo(RfqStatus.WITHDRAWN);
        assertThat(pages.text(manager, "/portal/rfqs/" + rfq)).contains("Withdrawn by your company");
        assertThat(pages.text(people.session(vendor.email()), "/vendor/rfqs/" + rfq))
                .contains("The customer withdrew it")
                .doesNotContain("Your answer");
        assertThat(mailbox.to(vendor.email(), "rfq-submitted"))
                .extracting(mail -> mail.subject())
                .anyMatch(subject -> subject.contains("has withdrawn its request"));
        assertThatThrownBy(() ->
                        rfqs.answer(vendor.id(), rfq, new RfqAnswer(RfqStatus.ANSWERED, "Too late"), vendor.admin()))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> rfqs.withdraw(company.id(), rfq, company.manager()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void anUnansweredRfqExpiresAndTheCustomerIsNotified() {
        jdbc.sql("update vendor set contact_email = 'sales@rfqvendor.example' where id = ?")
                .param(vendor.id().value())
                .update();
        var rfq = rfqs.submit(
                        company.id(),
                        new NewRfq(List.of(new NewRfq.Line(bracket, List.of(5))), null, null),
                        company.manager())
                .get(0);
        jobs.runDue(rfq.value());
        clock.advance(Duration.ofDays(61));
        jobs.runDue(rfq.value());
        jobs.runDue();
        assertThat(rfqs.get(company.id(), rfq).status()).isEqualTo(RfqStatus.EXPIRED);
        assertThat(mailbox.await(company.email(), "rfq-answered"))
                .satisfies(mail -> assertThat(mail.subject()).contains("did not answer"))
                .satisfies(mail -> assertThat(mail.source()).contains("Reply-To: sales@rfqvendor.example"));
        assertThat(pages.text(people.session(vendor.email()), "/vendor/rfqs/" + rfq))
                .contains("Nobody answered in time")
                .doesNotContain("Your answer");
    }

    @Test
    void aPartThatAnRfqNamesIsKept() {
        submit(manager, "quantity-" + bracket, "5");

        parts.replace(vendor.id(), company.customer(), List.of(part("NEW-1")), vendor.admin());

        assertThat(parts.of(vendor.id(), company.customer()))
                .extracting(PartRow::number)
                .containsExactly("BR-100", "NEW-1");
        assertThatThrownBy(() -> parts.remove(vendor.id(), company.customer(), bracket, vendor.admin()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void manyAtOnceEachHaveANumberOfTheirOwn() throws Exception {
        var wanted = new NewRfq(List.of(new NewRfq.Line(bracket, List.of(1))), null, null);
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(12);
        try {
            var sent = Stream.generate(() -> threads.submit(() -> {
                        start.await();
                        return rfqs.submit(company.id(), wanted, company.manager());
                    }))
                    .limit(12)
                    .toList();
            start.countDown();
            for (var one : sent) {
                assertThat(one.get()).hasSize(1);
            }
        } finally {
            threads.shutdown();
        }

        assertThat(rfqs.of(company.id(), null, 50).rows())
                .extracting(RfqRow::number)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1001, 1012).boxed().toList());
        assertThat(rfqs.statusCounts(company.id(), null)).isEqualTo(new RequestsForQuotation.StatusCounts(12, 12, 0));
    }

    @Test
    void manyRfqsAreShownAPageAtATimeWhatWaitsFirst() {
        var rfq = rfqs.submit(
                        company.id(),
                        new NewRfq(List.of(new NewRfq.Line(bracket, List.of(1))), null, null),
                        company.manager())
                .get(0);
        jdbc.sql("""
                        insert into rfq (id, vendor_id, customer_id, company_id, number, status, submitted_by, created_at,
                            review_at, answered_by, answered_at)
                        select gen_random_uuid(), vendor_id, customer_id, company_id, number + n, 'QUOTED', submitted_by,
                            created_at + (n + 9) / 10 * interval '1 minute', review_at + (n + 9) / 10 * interval '1 minute',
                            submitted_by, review_at + interval '1 day'
                        from rfq cross join generate_series(1, 60) n where id = :id""").param("id", rfq.value()).update();
        var vera = people.session(vendor.email());

        assertThat(pages.text(vera, "/vendor/rfqs"))
                .contains("RFQ-1001 ", "RFQ-1061 ", "Next")
                .doesNotContain("First page");
        assertThat(pages.text(manager, "/portal/rfqs"))
                .contains("RFQ-1061 ", "Next")
                .doesNotContain("RFQ-1001 ");
        assertThat(numbers(after -> rfqs.of(vendor.id(), after, 7)))
                .hasSize(61)
                .doesNotHaveDuplicates()
                .startsWith(1001);
        assertThat(numbers(after -> rfqs.of(company.id(), after, 7)))
                .hasSize(61)
                .doesNotHaveDuplicates()
                .endsWith(1001);
        var second = rfqs.of(company.id(), null, 50).next();
        assertThat(pages.text(manager, "/portal/rfqs?after=" + second))
                .contains("RFQ-1001 ", "First page")
                .doesNotContain("Next");
        assertThat(pages.open(vera, "/vendor/rfqs?after=" + UUID.randomUUID()).getStatus())
                .isEqualTo(404);
        assertThat(pages.open(vera, "/vendor/rfqs?after=x").getStatus()).isEqualTo(404);
    }

    /** Those of all pages. */
    private static List<Integer> numbers(Function<@Nullable RfqId, RfqPage> pages) {
        var numbers = new ArrayList<Integer>();
        RfqId after = null;
        do {
            var page = pages.apply(after);
            page.rows().forEach(rfq -> numbers.add(rfq.number()));
            after = page.next();
        } while (after != null);
        return numbers;
    }

    @Test
    void whatIsForeignOrSwitchedOffIsLikeUnknown() {
        var rfq = submit(manager, "quantity-" + bracket, "5");
        var other = people.company(vendor, "Other " + companyCount, "otto@" + domain);
        var otto = people.session(other.email());
        var foreignVendor = people.vendor("Foreign " + companyCount, "f@foreign" + companyCount + ".example");
        assertThat(pages.open(otto, rfq).getStatus()).isEqualTo(404);
        assertThat(pages.open(otto, "/portal/rfqs/new?part=" + bracket).getStatus())
                .isEqualTo(404);
        assertThat(pages.open(people.session(foreignVendor.email()), rfq.replace("portal", "vendor"))
                        .getStatus())
                .isEqualTo(404);

        customers.deactivate(vendor.id(), company.customer(), vendor.admin());

        assertThat(pages.text(manager, "/portal/parts")).contains("No parts yet");
        assertThat(pages.text(manager, "/portal/rfqs")).contains("No RFQ yet");
        assertThat(pages.open(manager, rfq).getStatus()).isEqualTo(404);
        assertThat(pages.open(manager, "/portal").getStatus()).isEqualTo(200);
        customers.reactivate(vendor.id(), company.customer(), vendor.admin());
        assertThat(pages.open(manager, rfq).getStatus()).isEqualTo(200);
    }

    private String submit(Cookie who, String... quantities) {
        var fields = new ArrayList<>(List.of("note", "soon, please", "neededBy", "2030-01-31"));
        for (var i = 0; i < quantities.length; i += 2) {
            fields.addAll(List.of("part", quantities[i].substring("quantity-".length())));
            fields.addAll(List.of(quantities[i], quantities[i + 1]));
        }
        var answer = pages.send(who, "/portal/rfqs/new", fields.toArray(String[]::new));
        assertThat(answer.getStatus()).as(Pages.text(answer)).isEqualTo(302);
        return answer.getRedirectedUrl();
    }

    private static NewPart part(String number) {
        return new NewPart(number, "A", "A part", null, null, null, null, null, null);
    }
}
