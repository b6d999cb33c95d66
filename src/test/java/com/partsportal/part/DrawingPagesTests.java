package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;

/** Several drawings for a part, many files at once, and what an RFQ keeps of them. */
@PortalTest
class DrawingPagesTests {

    private static final byte[] PDF = "%PDF-1.7 a drawing".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n a picture".getBytes(StandardCharsets.ISO_8859_1);
    private static int vendors;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Parts parts;

    @Autowired
    ObjectMapper json;

    @Value("${portal.base-url}")
    String base;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestVendor vendor;
    private TestCompany company;
    private Cookie vera;
    private Cookie mona;
    private PartId bracket;

    @BeforeEach
    void newVendor() {
        var domain = "drawings" + ++vendors + ".example";
        vendor = people.vendor("Drawings " + vendors, "vera@" + domain);
        company = people.company(vendor, "Borg", "mona@" + domain);
        vera = people.session(vendor.email());
        mona = people.session(company.email());
        bracket = parts.add(vendor.id(), company.customer(), part("BR-1", "A"), vendor.admin());
        parts.add(vendor.id(), company.customer(), part("BR-1", "B"), vendor.admin());
    }

    @Test
    void aPartHasSeveralDrawingsShownInTheBrowserOrDownloaded() {
        assertThat(upload(
                                path() + "/" + bracket + "/drawing",
                                file("3%22 flange.pdf", PDF),
                                file("view.png", PNG),
                                file("cad.zip", "PK\3\4x".getBytes(StandardCharsets.ISO_8859_1)))
                        .getStatus())
                .isEqualTo(302);

        assertThat(pages.text(vera, path() + "/" + bracket)).contains("3&quot; flange.pdf", "view.png", "cad.zip");
        var seen = Pages.html(pages.open(mona, "/portal/parts"));
        assertThat(seen).contains("3&quot; flange.pdf", "<img class=\"thumb\"", "cad.zip");
        for (var name : List.of("3\" flange.pdf", "view.png", "cad.zip")) {
            var answer = pages.open(mona, "/portal/parts/" + bracket + "/drawings/" + drawing(name));
            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getHeader("Content-Disposition"))
                    .startsWith(name.endsWith("zip") ? "attachment" : "inline");
            assertThat(answer.getHeader("Content-Security-Policy")).startsWith("sandbox; default-src 'none'");
            assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void imagesBesideThePartAreSmallAndThoseThatCannotBeScaledAreASign() throws Exception {
        var image = new BufferedImage(3000, 1000, BufferedImage.TYPE_INT_RGB);
        var png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        upload(path() + "/" + bracket + "/drawing", file("view.png", png.toByteArray()), file("broken.png", PNG));
        assertThat(Pages.html(pages.open(vera, path()))).contains("/drawings/" + drawing("view.png") + "?small=true");
        assertThat(Pages.html(pages.open(mona, "/portal/parts"))).contains("?small=true");

        for (var entrance : List.of(path() + "/drawings/", "/portal/parts/" + bracket + "/drawings/")) {
            var person = entrance.startsWith("/portal") ? mona : vera;
            for (var time = 1; time <= 2; time++) {
                var small = pages.open(person, entrance + drawing("view.png") + "?small=true");
                var shown = ImageIO.read(new ByteArrayInputStream(small.getContentAsByteArray()));
                assertThat(shown.getWidth()).isEqualTo(88);
                assertThat(shown.getHeight()).isEqualTo(29);
                assertThat(small.getHeader("Content-Security-Policy")).startsWith("sandbox");
                assertThat(small.getHeader("Cache-Control")).isEqualTo("private, no-cache");
            }
            assertThat(pages.open(person, entrance + drawing("broken.png") + "?small=true")
                            .getContentType())
                    .isEqualTo("image/svg+xml");
        }
        var again = mvc.perform(get(path() + "/drawings/" + drawing("view.png") + "?small=true")
                        .header("If-None-Match", "\"" + drawing("view.png") + "\"")
                        .cookie(vera))
                .andReturn()
                .getResponse();
        assertThat(again.getStatus()).isEqualTo(304);
        pages.send(vera, path() + "/drawings/" + drawing("view.png") + "/remove");
    }

    @Test
    void drawingsWithCommentsAndByteOrderMarksAreTaken() throws IOException {
        for (var name : List.of("B06-comment-crlf.dxf", "B12-bom.pdf")) {
            try (var content = Objects.requireNonNull(getClass().getResourceAsStream("/cases/" + name))) {
                var stored = upload(path() + "/" + bracket + "/drawing", file(name, content.readAllBytes()));
                assertThat(stored.getStatus()).as(name).isEqualTo(302);
            }
        }
        assertThat(pages.text(mona, "/portal/parts")).contains("B06-comment-crlf.dxf", "B12-bom.pdf");
    }

    @Test
    void replacingAsksAndRemovingIsInTheTimeline() {
        upload(path() + "/" + bracket + "/drawing", file("one.pdf", PDF));
        var again = upload(path() + "/" + bracket + "/drawing", file("one.pdf", PDF));
        assertThat(again.getStatus()).isEqualTo(422);
        assertThat(Pages.text(again)).contains("has a drawing named “one.pdf” already");

        var before = drawing("one.pdf");
        pages.send(vera, path() + "/drawings/" + before + "/remove");
        assertThat(pages.text(vera, path() + "/" + bracket)).contains("No drawings yet");
        assertThat(pages.text(vera, "/vendor/customers/" + company.customer())).contains("Drawings removed: 1");
        assertThat(pages.open(vera, path() + "/drawings/" + before).getStatus()).isEqualTo(404);
    }

    @Test
    void anRfqKeepsTheDrawingThatItWasSentWith() {
        upload(path() + "/" + bracket + "/drawing", file("sent.pdf", PDF));
        var sent = drawing("sent.pdf");
        var rfq = pages.send(mona, "/portal/rfqs/new", "part", bracket.toString(), "quantity-" + bracket, "5")
                .getRedirectedUrl();
        var ofVendor = Objects.requireNonNull(rfq).replace("portal", "vendor");

        pages.send(vera, path() + "/drawings/" + sent + "/remove");
        upload(path() + "/" + bracket + "/drawing", file("later.pdf", PDF));

        assertThat(pages.text(vera, ofVendor)).contains("sent.pdf").doesNotContain("later.pdf");
        assertThat(pages.text(mona, rfq)).contains("sent.pdf").doesNotContain("later.pdf");
        assertThat(pages.open(mona, rfq + "/drawings/" + sent).getContentAsByteArray())
                .isEqualTo(PDF);
        var kept = pages.open(vera, ofVendor + "/drawings/" + sent);
        assertThat(kept.getStatus()).isEqualTo(200);
        assertThat(kept.getContentAsByteArray()).isEqualTo(PDF);
        assertThat(pages.open(mona, "/portal/parts/" + bracket + "/drawings/" + sent)
                        .getStatus())
                .isEqualTo(404);
        assertThat(pages.open(vera, ofVendor + "/drawings/" + drawing("later.pdf"))
                        .getStatus())
                .isEqualTo(404);
        assertThat(pages.text(mona, "/portal/parts")).contains("later.pdf").doesNotContain("sent.pdf");
    }

    @Test
    void aPartThatAnRfqNamesIsRetired() {
        pages.send(mona, "/portal/rfqs/new", "part", bracket.toString(), "quantity-" + bracket, "5");
        pages.send(vera, path() + "/" + bracket + "/remove");
        assertThat(pages.text(mona, "/portal/parts")).contains("2 parts");

        pages.send(vera, path() + "/" + bracket + "/retire", "retired", "true");
        assertThat(pages.text(mona, "/portal/parts")).contains("one part").doesNotContain("Rev. A");
        assertThat(pages.open(mona, "/portal/parts/" + bracket + "/drawing").getStatus())
                .isEqualTo(404);
        assertThat(pages.open(mona, "/portal/rfqs/new?part=" + bracket).getStatus())
                .isEqualTo(404);
        assertThat(pages.text(vera, path())).contains("BR-1 · A Retired");
        assertThat(pages.text(vera, "/vendor/customers/" + company.customer())).contains("Parts retired: 1");

        var listed = pages.call(vendor.email(), "/api/v1/customers/" + company.customer() + "/parts");
        assertThat(Pages.html(listed)).contains("\"revision\":\"B\"").doesNotContain("\"revision\":\"A\"");
        pages.send(vera, path() + "/" + bracket + "/retire", "retired", "false");
        assertThat(pages.text(mona, "/portal/parts")).contains("2 parts", "Rev. A");
    }

    @Test
    void manyFilesFindTheirPartsAndTheOthersAreAssigned() {
        var sent = upload(
                path() + "/drawings",
                file("BR-1_A.pdf", PDF),
                file("br-1 rev b.PNG", PNG),
                file("lost.pdf", PDF),
                file("bad.pdf", PNG));
        assertThat(sent.getStatus()).isEqualTo(302);
        assertThat(pages.text(vera, path() + "/drawings"))
                .contains(
                        "BR-1_A.pdf belongs to part BR-1 · A",
                        "lost.pdf matches no part",
                        "bad.pdf: The content of the file does not match its name");
        assertThat(pages.text(vera, path() + "/drawings"))
                .contains("Files that no part has yet", "lost.pdf")
                .doesNotContain("BR-1_A.pdf");
        assertThat(pages.text(mona, "/portal/parts"))
                .contains("BR-1_A.pdf", "br-1 rev b.PNG")
                .doesNotContain("lost.pdf");

        var lost = drawing("lost.pdf");
        pages.send(vera, path() + "/drawings/" + lost + "/assign", "part", bracket.toString());
        assertThat(pages.text(mona, "/portal/parts")).contains("lost.pdf");
        assertThat(pages.text(vera, path() + "/drawings")).doesNotContain("Files that no part has yet");
    }

    @Test
    void aScriptSendsEachFileAndReadsWhatBecameOfIt() throws Exception {
        for (var file : List.of(file("BR-1_A.pdf", PDF), file("lost.pdf", PDF), file("bad.exe", PDF))) {
            var answer = mvc.perform(multipart(path() + "/drawings")
                            .file(file)
                            .accept("application/json")
                            .cookie(vera)
                            .with(csrf()))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getStatus()).isEqualTo(file.getOriginalFilename().startsWith("bad") ? 422 : 200);
            assertThat(json.readTree(answer.getContentAsByteArray())
                            .path("message")
                            .asText())
                    .startsWith(file.getOriginalFilename());
        }
        for (var time : List.of(200, 422)) {
            var answer = mvc.perform(multipart(path() + "/" + bracket + "/drawing")
                            .file(file("any name.pdf", PDF))
                            .accept("application/json")
                            .cookie(vera)
                            .with(csrf()))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getStatus()).isEqualTo(time);
            assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("any name.pdf");
        }
    }

    @Test
    void programsListAddReadAndRemoveDrawings() throws Exception {
        assertThat(post("?number=BR-1&revision=A&fileName=" + encoded("Halter ü.pdf"), PDF)
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("?number=BR-1&revision=A&fileName=" + encoded("Halter ü.pdf"), PDF)
                        .statusCode())
                .isEqualTo(409);
        assertThat(post("?number=BR-1&revision=A&replace=true&fileName=" + encoded("Halter ü.pdf"), PDF)
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("?number=BR-9&fileName=x.pdf", PDF).statusCode()).isEqualTo(404);
        assertThat(post("?number=BR-1&revision=A&fileName=x.exe", PDF).statusCode())
                .isEqualTo(400);
        assertThat(post("?number=BR-1&revision=A&fileName=x.pdf", new byte[0]).statusCode())
                .isEqualTo(400);
        assertThat(post("?fileName=BR-1_B.png", PNG).body()).contains("\"revision\":\"B\"");
        assertThat(post("?fileName=lost.png", PNG).body()).contains("\"fileName\":\"lost.png\"");
        assertThat(post("?fileName=large.pdf", new byte[20 * 1024 * 1024 + 1]).statusCode())
                .isEqualTo(413);

        assertThat(drawings())
                .extracting(row -> row.path("fileName").asText())
                .containsExactlyInAnyOrder("Halter ü.pdf", "BR-1_B.png", "lost.png");
        var id = drawing("Halter ü.pdf");
        var read = http.send(request("/" + id).GET().build(), BodyHandlers.ofByteArray());
        assertThat(read.body()).isEqualTo(PDF);
        assertThat(read.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(http.send(request("/" + id).DELETE().build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(204);
        assertThat(http.send(request("/" + id).GET().build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }

    private String path() {
        return "/vendor/customers/" + company.customer() + "/parts";
    }

    private MockHttpServletResponse upload(String path, MockMultipartFile... files) {
        var request = multipart(path);
        Arrays.stream(files).forEach(request::file);
        try {
            return mvc.perform(request.cookie(vera).with(csrf())).andReturn().getResponse();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private HttpResponse<String> post(String query, byte[] content) throws IOException, InterruptedException {
        return http.send(
                request(query)
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(content))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String rest) {
        var login = vendor.email() + ":" + People.PASSWORD;
        return HttpRequest.newBuilder(URI.create(base + "/api/v1/customers/" + company.customer() + "/drawings" + rest))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode drawings() throws IOException, InterruptedException {
        return json.readTree(http.send(request("").GET().build(), BodyHandlers.ofString())
                        .body())
                .path("items");
    }

    private UUID drawing(String fileName) {
        try {
            for (var row : drawings()) {
                if (row.path("fileName").asText().equals(fileName)) {
                    return UUID.fromString(row.path("id").asText());
                }
            }
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
        throw new AssertionError("no drawing " + fileName);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static MockMultipartFile file(String name, byte[] content) {
        return new MockMultipartFile("drawing", name, "application/octet-stream", content);
    }

    private static NewPart part(String number, String revision) {
        return new NewPart(number, revision, "A part", null, null, null, null, null, null);
    }
}
