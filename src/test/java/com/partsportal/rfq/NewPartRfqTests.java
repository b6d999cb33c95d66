package com.partsportal.rfq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import com.partsportal.account.Role;
import com.partsportal.company.CompanyRules;
import com.partsportal.customer.NewCustomer;
import com.partsportal.part.DrawingRow;
import com.partsportal.part.NewPart;
import com.partsportal.part.PartRow;
import com.partsportal.testing.Pages;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;

/** RFQs for parts that the vendor has not prepared, described by the company with files, and the documents of answers. */
class NewPartRfqTests extends RfqParties {

    private static final byte[] PDF = "%PDF-1.7 a drawing".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STEP = "ISO-10303-21; a model".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    MockMvc mvc;

    private final String line = UUID.randomUUID().toString();
    private Cookie vera;

    @BeforeEach
    void theVendorSignsIn() {
        vera = people.session(vendor.email());
    }

    @Test
    void anRfqNeedsNoPreparedPartAndTheVendorMakesOneWithAClick() {
        assertThat(pages.text(manager, "/portal/rfqs/new"))
                .contains("New part 1", "Part number (optional)", "Description", "Material", "Finish", "Add files")
                .doesNotContain("Go to the parts");

        var rfq = submit(
                manager,
                List.of(file("drawing.pdf", PDF), file("model.step", STEP)),
                "number-" + line,
                " NW-7 ",
                "description-" + line,
                "Adapter plate",
                "material-" + line,
                "AlMg3",
                "finish-" + line,
                "anodised",
                "quantity-" + line,
                "10",
                "quantity-" + line,
                "50",
                "neededBy",
                "2030-01-31",
                "note",
                "urgent");

        var seen = rfq.replace("portal", "vendor");
        for (var words : List.of(pages.text(manager, rfq), pages.text(vera, seen))) {
            assertThat(words)
                    .contains("NW-7", "Adapter plate", "AlMg3 · anodised", "10 · 50", "drawing.pdf", "model.step")
                    .contains("urgent", "New part");
        }
        var drawing = link(vera, seen, "drawing.pdf");
        assertThat(pages.open(vera, drawing).getContentAsByteArray()).isEqualTo(PDF);
        assertThat(pages.open(manager, link(manager, rfq, "model.step")).getContentAsByteArray())
                .isEqualTo(STEP);
        assertThat(pages.text(vera, "/vendor/customers/" + company.customer() + "/parts/drawings"))
                .as("none of the vendor's own")
                .doesNotContain("drawing.pdf");

        var stored = stored(rfq).get(0);
        for (var click = 1; click <= 2; click++) {
            assertThat(pages.send(vera, seen + "/lines/" + stored.id() + "/part")
                            .getRedirectedUrl())
                    .isEqualTo(seen);
        }
        var part = parts.of(vendor.id(), company.customer());
        assertThat(part).singleElement().satisfies(one -> {
            assertThat(one.number()).isEqualTo("NW-7");
            assertThat(one.description()).isEqualTo("Adapter plate");
            assertThat(one.material()).isEqualTo("AlMg3");
            assertThat(one.finish()).isEqualTo("anodised");
        });
        assertThat(drawings.of(vendor.id(), company.customer(), part.get(0).id()))
                .extracting(DrawingRow::fileName)
                .containsExactly("drawing.pdf", "model.step");
        assertThat(pages.text(vera, seen)).contains("Open the part").doesNotContain("Add to this customer's parts");
        assertThat(pages.text(manager, "/portal/parts")).contains("NW-7", "drawing.pdf");

        drawings.remove(
                vendor.id(), company.customer(), UUID.fromString(drawing.replaceAll(".*/", "")), vendor.admin());
        assertThat(pages.open(vera, drawing).getContentAsByteArray())
                .as("the RFQ keeps what it was sent with")
                .isEqualTo(PDF);
        assertThat(Pages.html(pages.open(
                        manager, "/portal/rfqs/new?part=" + part.get(0).id())))
                .as("begins with the quantities of the RFQ")
                .contains("value=\"10\"", "value=\"50\"");
    }

    @Test
    void preparedAndNewPartsGoInOneRfqAndAreAnsweredAndRequestedAnew() {
        var bracket = parts.replace(
                        vendor.id(),
                        company.customer(),
                        List.of(new NewPart(
                                "BR-100",
                                "A",
                                "Bracket",
                                "Steel",
                                null,
                                LocalDate.of(2026, 1, 2),
                                25,
                                LocalDate.of(2025, 1, 2),
                                40)),
                        vendor.admin())
                .get(0)
                .id();
        assertThat(Pages.html(pages.open(manager, "/portal/rfqs/new?part=" + bracket)))
                .as("nothing was requested before: the last quantity that the vendor knows")
                .contains("value=\"25\"");
        var more = pages.send(
                manager,
                "/portal/rfqs/new",
                "part",
                bracket.toString(),
                "quantity-" + bracket,
                "5",
                "note",
                "both",
                "describe",
                "yes");
        assertThat(more.getStatus()).isEqualTo(200);
        assertThat(Pages.html(more)).contains("value=\"5\"", ">both</textarea>", "name=\"line\"");
        var described = value(Pages.html(more), "line");

        var sent = send(
                manager,
                "/portal/rfqs/new",
                List.of(new MockMultipartFile("file-" + described, "sketch.pdf", "application/pdf", PDF)),
                "part",
                bracket.toString(),
                "quantity-" + bracket,
                "5",
                "line",
                described,
                "description-" + described,
                "Cover",
                "quantity-" + described,
                "3");
        assertThat(sent.getStatus()).as(Pages.text(sent)).isEqualTo(302);
        var rfq = sent.getRedirectedUrl();
        assertThat(pages.text(manager, rfq)).contains("BR-100", "Steel", "Cover", "sketch.pdf");

        var lines = stored(rfq);
        var seen = rfq.replace("portal", "vendor");
        assertThat(pages.text(vera, seen)).contains("Cover, 3 pieces: price each", "Steel");
        var price = "price-" + lines.get(1).id() + "-3";
        var refused = send(
                vera,
                seen + "/answer",
                List.of(new MockMultipartFile("document", "offer.pdf", "application/pdf", PDF)),
                "answer",
                "note",
                "currency",
                "EUR",
                price,
                "x");
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(Pages.html(refused)).as("need not be chosen again").contains("name=\"kept\"", "offer.pdf");
        var kept = value(Pages.html(refused), "kept");
        assertThat(pages.text(manager, rfq)).doesNotContain("offer.pdf");
        assertThat(send(
                                vera,
                                seen + "/answer",
                                List.of(new MockMultipartFile("document", "model.step", "model/step", STEP)),
                                "answer",
                                "note")
                        .getStatus())
                .as("a PDF only")
                .isEqualTo(422);
        assertThat(pages.send(vera, seen + "/answer", "answer", "note", "currency", "EUR", price, "7.25", "kept", kept)
                        .getStatus())
                .isEqualTo(302);

        for (var words : List.of(pages.text(manager, rfq), pages.text(vera, seen))) {
            assertThat(words).contains("7.25 EUR", "21.75 EUR", "offer.pdf");
        }
        assertThat(pages.open(manager, link(manager, rfq, "offer.pdf")).getContentAsByteArray())
                .isEqualTo(PDF);
        assertThat(pages.text(manager, rfq)).contains("Print");

        var again = Pages.html(pages.open(manager, "/portal/rfqs/new?again=" + rfq.replaceAll(".*/", "")));
        assertThat(again).contains("value=\"Cover\"", "sketch.pdf", "value=\"" + bracket + "\"", "value=\"3\"");
        var anew = value(again, "line");
        var second = pages.send(
                manager,
                "/portal/rfqs/new",
                "part",
                bracket.toString(),
                "quantity-" + bracket,
                "6",
                "line",
                anew,
                "description-" + anew,
                "Cover",
                "vendor-" + anew,
                vendor.id().toString(),
                "kept-" + anew,
                value(again, "kept-" + anew),
                "quantity-" + anew,
                "9");
        assertThat(second.getStatus()).as(Pages.text(second)).isEqualTo(302);
        for (var one : List.of(rfq, second.getRedirectedUrl())) {
            assertThat(pages.open(manager, link(manager, one, "sketch.pdf")).getContentAsByteArray())
                    .as("each has the file")
                    .isEqualTo(PDF);
        }
    }

    @Test
    void errorsAreShownBesideTheFieldAndTheFilesAreKept() {
        var answer = send(
                manager,
                "/portal/rfqs/new",
                List.of(file("drawing.pdf", PDF), file("virus.exe", PDF), file("", new byte[0])),
                "line",
                line,
                "number-" + line,
                "bell\u0007",
                "quantity-" + line,
                "many");

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(Pages.text(answer))
                .contains(
                        "Describe the part.",
                        "Enter a whole number",
                        "virus.exe : The content of the file does not match its name")
                .contains("drawing.pdf");
        var html = Pages.html(answer);
        assertThat(html).contains("id=\"description-" + line + "-error\"", "name=\"kept-" + line + "\"");
        assertThat(rfqs.of(company.id(), null, 50).rows()).isEmpty();

        var kept = value(html, "kept-" + line);
        var without = pages.send(manager, "/portal/rfqs/new", "line", line, "kept-" + line, kept, "removeFile", kept);
        assertThat(Pages.html(without)).doesNotContain("drawing.pdf");
        assertThat(Pages.html(pages.send(manager, "/portal/rfqs/new", "line", line, "removeLine", line)))
                .doesNotContain("name=\"line\"");
        assertThat(pages.send(manager, "/portal/rfqs/new").getStatus()).isEqualTo(422);
        var one = List.of("line", line, "description-" + line, "Plate", "quantity-" + line, "1");
        var sent = pages.send(manager, "/portal/rfqs/new", fields(one, "kept-" + line, kept));
        assertThat(pages.text(manager, sent.getRedirectedUrl())).contains("drawing.pdf");

        var other = people.session(people.company(vendor, "Other " + companyCount, "otto@" + domain)
                .email());
        assertThat(pages.send(other, "/portal/rfqs/new", fields(one, "kept-" + line, kept))
                        .getStatus())
                .as("a file of another company")
                .isEqualTo(404);
        assertThat(pages.open(other, link(manager, sent.getRedirectedUrl(), "drawing.pdf"))
                        .getStatus())
                .isEqualTo(404);
        assertThat(rfqs.of(vendor.id(), null, 50).rows()).hasSize(1);
    }

    @Test
    void withScriptsEachFileIsKeptWhenItIsChosen() throws Exception {
        var kept = mvc.perform(multipart("/portal/rfqs/files")
                        .file(new MockMultipartFile("file", "bracket.pdf", "application/pdf", PDF))
                        .accept("application/json")
                        .cookie(manager)
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(kept.getStatus()).isEqualTo(200);
        assertThat(kept.getContentAsString()).contains("\"name\":\"bracket.pdf\"", "\"size\":\"1 KB\"");
        var refused = mvc.perform(multipart("/portal/rfqs/files")
                        .file(new MockMultipartFile("file", "bracket.exe", "application/pdf", PDF))
                        .accept("application/json")
                        .cookie(manager)
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString()).contains("does not match its name");
    }

    @Test
    void aNewPartIsForTheVendorThatIsChosen() {
        var second = people.vendor("Second Maker " + companyCount, "sven@newpartsecond" + companyCount + ".example");
        var customer = customers.add(
                second.id(),
                new NewCustomer("Same company", company.email(), null, "A", true, null, null, null),
                second.admin());
        people.link(
                list.get(second.id(), customer).invitation(), company.manager().value());
        var one = List.of("line", line, "description-" + line, "Plate", "quantity-" + line, "1");

        assertThat(pages.text(manager, "/portal/rfqs/new")).contains(vendor.name(), second.name());
        var asked = pages.send(manager, "/portal/rfqs/new", fields(one));
        assertThat(asked.getStatus()).isEqualTo(422);
        assertThat(Pages.text(asked)).contains("Choose the vendor that you ask.");
        var stranger = people.vendor("Stranger " + companyCount, "s@newpartstranger" + companyCount + ".example");
        assertThat(pages.send(
                                manager,
                                "/portal/rfqs/new",
                                fields(one, "vendor-" + line, stranger.id().toString()))
                        .getStatus())
                .isEqualTo(422);
        assertThat(pages.send(manager, "/portal/rfqs/new", fields(one, "vendor-" + line, "x"))
                        .getStatus())
                .isEqualTo(422);
        pages.send(
                manager,
                "/portal/rfqs/new",
                fields(one, "vendor-" + line, second.id().toString()));

        assertThat(rfqs.of(second.id(), null, 50).rows()).hasSize(1);
        assertThat(rfqs.of(vendor.id(), null, 50).rows()).isEmpty();
    }

    @Test
    void whatWasSentBackIsRevisedWithItsFiles() {
        users.setRules(company.id(), new CompanyRules(List.of(), true), company.manager());
        people.member(company, "carl@" + domain, Role.CUSTOMER_USER);
        var carl = people.session("carl@" + domain);
        var rfq = submit(
                carl,
                List.of(file("old.pdf", PDF)),
                "description-" + line,
                "Plate",
                "material-" + line,
                "Steel",
                "quantity-" + line,
                "5");
        jobs.runDue();
        var own = stored(rfq).get(0).id();
        assertThat(pages.open(vera, "/vendor/rfqs/" + rfq.replaceAll(".*/", "")).getStatus())
                .isEqualTo(404);
        pages.send(manager, rfq + "/approval", "decision", "send-back", "text", "Stainless");
        jobs.runDue();

        var page = Pages.html(pages.open(carl, rfq + "/revise"));
        assertThat(page).contains("value=\"Plate\"", "value=\"Steel\"", "value=\"5\"", "old.pdf", own.toString());
        var revised = send(
                carl,
                rfq + "/revise",
                List.of(new MockMultipartFile("file-" + own, "new.pdf", "application/pdf", PDF)),
                "line",
                own.toString(),
                "description-" + own,
                "Plate",
                "material-" + own,
                "Stainless",
                "quantity-" + own,
                "7");

        assertThat(revised.getRedirectedUrl()).as(Pages.text(revised)).isEqualTo(rfq);
        assertThat(pages.text(carl, rfq)).contains("Stainless", "new.pdf", "7").doesNotContain("old.pdf");
        assertThat(pages.send(
                                carl,
                                rfq + "/revise",
                                fields(List.of("line", line, "description-" + line, "x", "quantity-" + line, "1")))
                        .getStatus())
                .isIn(302, 404);
        assertThat(stored(rfq)).extracting(RfqRow.Line::id).containsExactly(own);
    }

    @Test
    void aPartWithoutANumberGetsOneAndATakenNumberIsSaid() {
        var rfq = submit(manager, List.of(), "description-" + line, "Plate", "quantity-" + line, "5");
        var seen = rfq.replace("portal", "vendor");
        pages.send(vera, seen + "/lines/" + stored(rfq).get(0).id() + "/part");
        assertThat(parts.of(vendor.id(), company.customer()))
                .extracting(PartRow::number)
                .containsExactly("RFQ-1001-1");

        var again = submit(
                manager,
                List.of(),
                "number-" + line,
                "RFQ-1001-1",
                "description-" + line,
                "Plate",
                "quantity-" + line,
                "5");
        var path = again.replace("portal", "vendor");
        pages.send(vera, path + "/lines/" + stored(again).get(0).id() + "/part");
        assertThat(stored(again).get(0).part()).isNull();
        assertThat(parts.of(vendor.id(), company.customer())).hasSize(1);
        assertThat(pages.send(vera, path + "/lines/" + UUID.randomUUID() + "/part")
                        .getStatus())
                .isEqualTo(404);
        var foreign = people.vendor("Foreign " + companyCount, "f@newpartforeign" + companyCount + ".example");
        assertThat(pages.send(
                                people.session(foreign.email()),
                                path + "/lines/" + stored(again).get(0).id() + "/part")
                        .getStatus())
                .isEqualTo(404);
    }

    private List<RfqRow.Line> stored(String rfq) {
        return rfqs.lines(RfqId.of(rfq.replaceAll(".*/", "")));
    }

    private MockMultipartFile file(String name, byte[] content) {
        return new MockMultipartFile("file-" + line, name, "application/octet-stream", content);
    }

    private String submit(Cookie who, List<MockMultipartFile> files, String... fields) {
        var answer = send(who, "/portal/rfqs/new", files, fields(List.of("line", line), fields));
        assertThat(answer.getStatus()).as(Pages.text(answer)).isEqualTo(302);
        return answer.getRedirectedUrl();
    }

    private static String[] fields(List<String> some, String... more) {
        var all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private MockHttpServletResponse send(Cookie who, String path, List<MockMultipartFile> files, String... fields) {
        var request = multipart(URI.create(path));
        files.forEach(request::file);
        request.cookie(who).with(csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        try {
            return mvc.perform(request).andReturn().getResponse();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** The address behind a file's name on a page. */
    private String link(Cookie who, String page, String fileName) {
        var found = Pattern.compile("href=\"(/[a-z]+/rfqs/[^\"]+/drawings/[^\"]+)\"[^>]*>(?:\\s*<img[^>]*>)?\\s*<bdi>"
                        + Pattern.quote(fileName))
                .matcher(Pages.html(pages.open(who, page)));
        assertThat(found.find()).as(fileName + " on " + page).isTrue();
        return found.group(1);
    }

    /** The value of the first hidden field of this name. */
    private static String value(String html, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(html);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }
}
