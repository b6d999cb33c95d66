package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.Role;
import com.partsportal.company.CompanyRules;
import com.partsportal.company.CompanyUsers;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.customer.RequestsForQuotation;
import com.partsportal.dev.MovableClock;
import com.partsportal.shared.Refused;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.People.Firm;
import com.partsportal.testing.People.Shop;
import com.partsportal.testing.PortalTest;
import jakarta.servlet.http.Cookie;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the parts to the RFQ and the vendor's answer, by the pages of both. */
@PortalTest
class RfqPagesTests {

    private static int firms;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Parts parts;

    @Autowired
    Rfqs rfqs;

    @Autowired
    CompanyUsers users;

    @Autowired
    Customers customers;

    @Autowired
    CustomerList list;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    private Shop shop;
    private Firm firm;
    private String domain;
    private Cookie manager;
    private PartId bracket;
    private PartId housing;

    @BeforeEach
    void aFirmWithParts() {
        domain = "rfq" + ++firms + ".example";
        shop = people.shop("Rfq Shop " + firms, "vera@rfqshop" + firms + ".example");
        firm = people.firm(shop, "Rfq Firm " + firms, "mona@" + domain);
        manager = people.session(firm.email());
        var stored =
                parts.replace(shop.vendor(), firm.customer(), List.of(part("BR-100"), part("HO-200")), shop.admin());
        bracket = stored.get(0).id();
        housing = stored.get(1).id();
    }

    @Test
    void fromThePartsToTheFirstRfqAndItsAnswer() {
        assertThat(pages.words(manager, "/portal/parts")).contains("BR-100", "HO-200", "Request quote");
        assertThat(pages.words(manager, "/portal/parts?q=br-1"))
                .contains("BR-100")
                .doesNotContain("HO-200");
        assertThat(pages.words(manager, "/portal/rfqs/new")).contains("Choose parts first");
        assertThat(pages.words(manager, "/portal/rfqs/new?part=" + bracket + "&part=" + housing))
                .contains("BR-100", "HO-200", "Quantity", "Needed by", "Note", "Submit RFQ");

        var sent = submit(manager, "quantity-" + bracket, "10, 50", "quantity-" + housing, "1");
        assertThat(sent).matches("/portal/rfqs/[0-9a-f-]{36}");
        assertThat(pages.words(manager, sent)).contains("RFQ-1001", "Under Vendor Review", "10 · 50", "soon, please");
        jobs.runDue();
        var mail = mailbox.await(shop.email(), "rfq-submitted");
        assertThat(jdbc.sql("select count(*) from customer where id = ? and first_rfq_at is not null")
                        .param(firm.customer().value())
                        .query(Long.class)
                        .single())
                .isOne();

        var vera = people.session(shop.email());
        assertThat(pages.words(vera, "/vendor/rfqs")).contains("RFQ-1001", "Rfq Firm");
        assertThat(pages.words(vera, mail.path())).contains("Under Vendor Review", "BR-100", "soon, please");
        assertThat(pages.send(vera, mail.path() + "/answer", "answer", "reject").getStatus())
                .isEqualTo(422);
        assertThat(pages.send(vera, mail.path() + "/answer", "answer", "note", "words", "See our <offer>")
                        .getStatus())
                .isEqualTo(302);
        assertThat(pages.send(vera, mail.path() + "/answer", "answer", "quoted").getStatus())
                .isEqualTo(409);

        jobs.runDue();
        assertThat(mailbox.await(firm.email(), "rfq-answered").path()).isEqualTo(sent);
        assertThat(pages.words(manager, sent)).contains("Answered", "See our &lt;offer&gt;");
        assertThat(customers.timeline(shop.vendor(), firm.customer(), Locale.ENGLISH))
                .extracting(entry -> entry.type())
                .contains("RFQ_SUBMITTED", "RFQ_ANSWERED");
    }

    @Test
    void whatIsWrongStandsBesideTheFieldAndWhatWasTypedStays() {
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
        assertThat(Pages.words(answer)).contains("Quantities are whole numbers", "Choose a day from today on");
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
        assertThat(rfqs.of(firm.company(), null, 50).rows()).isEmpty();
    }

    @Test
    void aCustomerUsersRfqWaitsForAManagerWhereTheCompanyWantsIt() {
        users.rule(firm.company(), new CompanyRules(List.of(), true), firm.manager());
        people.member(firm, "carl@" + domain, Role.CUSTOMER_USER);
        var carl = people.session("carl@" + domain);
        var vera = people.session(shop.email());

        var rfq = submit(carl, "quantity-" + bracket, "5");
        assertThat(pages.words(carl, rfq)).contains("Waiting for a Manager").doesNotContain("Approve");
        assertThat(pages.open(vera, rfq.replace("portal", "vendor")).getStatus())
                .isEqualTo(404);
        assertThat(pages.send(carl, rfq + "/approval", "decision", "approve").getStatus())
                .isEqualTo(403);

        assertThat(pages.send(manager, rfq + "/approval", "decision", "send-back")
                        .getStatus())
                .isEqualTo(422);
        pages.send(manager, rfq + "/approval", "decision", "send-back", "words", "Ask for 20");
        assertThat(pages.words(carl, rfq)).contains("Sent back", "Ask for 20");
        assertThat(Pages.html(pages.open(carl, rfq + "/revise"))).contains("value=\"5\"", "Ask for 20");
        assertThat(pages.send(carl, rfq + "/revise", "quantity-" + bracket, "20")
                        .getRedirectedUrl())
                .isEqualTo(rfq);
        assertThat(pages.send(manager, rfq + "/approval", "decision", "approve").getStatus())
                .isEqualTo(302);

        assertThat(pages.words(carl, rfq)).contains("Under Vendor Review", "20");
        assertThat(pages.open(carl, rfq + "/revise").getRedirectedUrl()).isEqualTo(rfq);
        assertThat(pages.open(vera, rfq.replace("portal", "vendor")).getStatus())
                .isEqualTo(200);
        assertThat(pages.send(manager, rfq + "/approval", "decision", "reject", "words", "no")
                        .getStatus())
                .isEqualTo(409);
        assertThat(pages.words(manager, submit(manager, "quantity-" + bracket, "1")))
                .contains("Under Vendor Review");
        assertThat(pages.words(manager, "/portal/company/history"))
                .contains(
                        "Mona Manager submitted RFQ-1002",
                        "Mona Manager approved RFQ-1001",
                        "Carl carl revised RFQ-1001",
                        "Mona Manager sent RFQ-1001 back",
                        "Carl carl submitted RFQ-1001");
    }

    @Test
    void aDrawingIsForTheCompanyOfItsPartOnly() {
        var content = "%PDF-1.7 a drawing".getBytes(StandardCharsets.US_ASCII);
        parts.draw(shop.vendor(), firm.customer(), bracket, "br 100 \"ü\".pdf", content, shop.admin());
        var path = "/portal/parts/" + bracket + "/drawing";

        var answer = pages.open(manager, path);

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsByteArray()).isEqualTo(content);
        assertThat(answer.getContentType()).isEqualTo("application/pdf");
        assertThat(answer.getHeader("Content-Disposition")).startsWith("attachment;");
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(pages.words(manager, "/portal/parts")).contains("br 100 &quot;ü&quot;.pdf");
        var otto = people.session(
                people.firm(shop, "Other " + firms, "otto@" + domain).email());
        assertThat(pages.open(otto, path).getStatus()).isEqualTo(404);
        assertThat(pages.open(manager, "/portal/parts/" + housing + "/drawing").getStatus())
                .isEqualTo(404);
        customers.deactivate(shop.vendor(), firm.customer(), shop.admin());
        assertThat(pages.open(manager, path).getStatus()).isEqualTo(404);
    }

    @Test
    void noneOneAndManyPartsAreThereOnTheFirstPage() {
        assertThat(pages.words(manager, "/portal")).contains("BR-100", "HO-200", "See all 2 and ask for a quote");

        parts.replace(shop.vendor(), firm.customer(), List.of(part("ONE")), shop.admin());
        assertThat(pages.words(manager, "/portal")).contains("ONE", "Open it and ask for a quote");

        parts.replace(shop.vendor(), firm.customer(), List.of(), shop.admin());
        assertThat(pages.words(manager, "/portal")).doesNotContain("Your parts", "ask for a quote");
        assertThat(pages.words(manager, "/portal/parts")).contains("No parts yet");

        var many = IntStream.range(0, 500).mapToObj(i -> part("N-" + i)).toList();
        var stored = parts.replace(shop.vendor(), firm.customer(), many, shop.admin());
        assertThat(pages.words(manager, "/portal")).contains("See all 500");
        assertThat(pages.words(manager, "/portal/parts")).contains("500 parts", "N-499");
        var quantities = stored.stream()
                .flatMap(part -> Stream.of("quantity-" + part.id(), "1"))
                .toArray(String[]::new);
        assertThat(pages.words(manager, submit(manager, quantities))).contains("N-0", "N-499");
    }

    @Test
    void whatIsPreparedLaterIsThereAtOnceAndMarkedAsNewForWhoWasThereBefore() {
        assertThat(pages.words(manager, "/portal/parts")).doesNotContain("New ", "new since");
        clock.advance(Duration.ofHours(2));
        parts.replace(
                shop.vendor(), firm.customer(), List.of(part("BR-100"), part("HO-200"), part("LATE-1")), shop.admin());

        assertThat(pages.words(manager, "/portal")).contains("LATE-1");
        for (var look = 1; look <= 2; look++) {
            assertThat(pages.words(manager, "/portal/parts"))
                    .as("look %s of one visit", look)
                    .contains("3 parts · 1 new since your last visit")
                    .containsPattern("LATE-1 Rev. A New")
                    .doesNotContain("BR-100 Rev. A New");
        }
        people.member(firm, "carl@" + domain, Role.CUSTOMER_USER);
        assertThat(pages.words(people.session("carl@" + domain), "/portal/parts"))
                .contains("LATE-1")
                .doesNotContain("new since");

        clock.advance(Duration.ofHours(2));
        assertThat(pages.words(manager, "/portal/parts")).doesNotContain("new since");
    }

    @Test
    void aPersonWithTwoVendorsSeesBothAndEachVendorItsOwn() {
        var second = people.shop("Second " + firms, "second@rfqshop" + firms + ".example");
        var customer = customers.add(
                second.vendor(),
                new NewCustomer("Same firm", firm.email(), null, "A", true, null, null, null),
                second.admin());
        people.link(
                list.get(second.vendor(), customer).invitation(), firm.manager().value());
        var other = parts.replace(second.vendor(), customer, List.of(part("OTHER-1")), second.admin())
                .get(0)
                .id();

        assertThat(pages.words(manager, "/portal")).contains(shop.name(), "Second " + firms);
        assertThat(pages.words(manager, "/portal/parts")).contains("BR-100", "OTHER-1", second.name());
        assertThat(submit(manager, "quantity-" + bracket, "1", "quantity-" + other, "2"))
                .isEqualTo("/portal/rfqs");
        assertThat(pages.words(people.session(shop.email()), "/vendor/rfqs")).contains("RFQ-1001", "Rfq Firm");
        assertThat(rfqs.of(second.vendor(), null, 50).rows()).singleElement().satisfies(rfq -> {
            assertThat(rfqs.lines(rfq.id())).extracting(RfqRow.Line::number).containsExactly("OTHER-1");
        });

        customers.deactivate(second.vendor(), customer, second.admin());
        assertThat(pages.words(manager, "/portal/parts")).contains("BR-100").doesNotContain("OTHER-1");
    }

    @Test
    void aPartThatAnRfqNamesIsKept() {
        submit(manager, "quantity-" + bracket, "5");

        parts.replace(shop.vendor(), firm.customer(), List.of(part("NEW-1")), shop.admin());

        assertThat(parts.of(shop.vendor(), firm.customer()))
                .extracting(PartRow::number)
                .containsExactly("BR-100", "NEW-1");
        assertThatThrownBy(() -> parts.remove(shop.vendor(), firm.customer(), bracket, shop.admin()))
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
                        return rfqs.submit(firm.company(), wanted, firm.manager());
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

        assertThat(rfqs.of(firm.company(), null, 50).rows())
                .extracting(RfqRow::number)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1001, 1012).boxed().toList());
        assertThat(rfqs.standing(firm.company())).isEqualTo(new RequestsForQuotation.Standing(12, 12, 0));
    }

    @Test
    void manyRfqsAreShownAPageAtATimeWhatWaitsFirst() {
        var rfq = rfqs.submit(
                        firm.company(),
                        new NewRfq(List.of(new NewRfq.Line(bracket, List.of(1))), null, null),
                        firm.manager())
                .get(0);
        jdbc.sql("""
                        insert into rfq (id, vendor_id, customer_id, company_id, number, status, submitted_by, created_at,
                            review_at, answered_by, answered_at)
                        select gen_random_uuid(), vendor_id, customer_id, company_id, number + n, 'QUOTED', submitted_by,
                            created_at + (n + 9) / 10 * interval '1 minute', review_at + (n + 9) / 10 * interval '1 minute',
                            submitted_by, review_at + interval '1 day'
                        from rfq cross join generate_series(1, 60) n where id = :id""").param("id", rfq.value()).update();
        var vera = people.session(shop.email());

        assertThat(pages.words(vera, "/vendor/rfqs"))
                .contains("RFQ-1001 ", "RFQ-1061 ", "Next")
                .doesNotContain("First page");
        assertThat(pages.words(manager, "/portal/rfqs"))
                .contains("RFQ-1061 ", "Next")
                .doesNotContain("RFQ-1001 ");
        assertThat(numbers(after -> rfqs.of(shop.vendor(), after, 7)))
                .hasSize(61)
                .doesNotHaveDuplicates()
                .startsWith(1001);
        assertThat(numbers(after -> rfqs.of(firm.company(), after, 7)))
                .hasSize(61)
                .doesNotHaveDuplicates()
                .endsWith(1001);
        var second = rfqs.of(firm.company(), null, 50).next();
        assertThat(pages.words(manager, "/portal/rfqs?after=" + second))
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
        var other = people.firm(shop, "Other " + firms, "otto@" + domain);
        var otto = people.session(other.email());
        var foreignShop = people.shop("Foreign " + firms, "f@foreign" + firms + ".example");
        assertThat(pages.open(otto, rfq).getStatus()).isEqualTo(404);
        assertThat(pages.open(otto, "/portal/rfqs/new?part=" + bracket).getStatus())
                .isEqualTo(404);
        assertThat(pages.open(people.session(foreignShop.email()), rfq.replace("portal", "vendor"))
                        .getStatus())
                .isEqualTo(404);

        customers.deactivate(shop.vendor(), firm.customer(), shop.admin());

        assertThat(pages.words(manager, "/portal/parts")).contains("No parts yet");
        assertThat(pages.words(manager, "/portal/rfqs")).contains("No RFQ yet");
        assertThat(pages.open(manager, rfq).getStatus()).isEqualTo(404);
        assertThat(pages.open(manager, "/portal").getStatus()).isEqualTo(200);
        customers.reactivate(shop.vendor(), firm.customer(), shop.admin());
        assertThat(pages.open(manager, rfq).getStatus()).isEqualTo(200);
    }

    private String submit(Cookie who, String... quantities) {
        var fields = new ArrayList<>(List.of("note", "soon, please", "neededBy", "2030-01-31"));
        for (var i = 0; i < quantities.length; i += 2) {
            fields.addAll(List.of("part", quantities[i].substring("quantity-".length())));
            fields.addAll(List.of(quantities[i], quantities[i + 1]));
        }
        var answer = pages.send(who, "/portal/rfqs/new", fields.toArray(String[]::new));
        assertThat(answer.getStatus()).as(Pages.words(answer)).isEqualTo(302);
        return answer.getRedirectedUrl();
    }

    private static NewPart part(String number) {
        return new NewPart(number, "A", "A part", null, null, null, null, null, null);
    }
}
