package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** No drawing is in memory as a whole. The build runs this class in a JVM of its own with a heap of 512 MB. */
@Tag("small-heap")
@PortalTest
class LargeUploadsTests {

    private static final int SIZE = 20 * 1024 * 1024;
    /** By each of the two ways. */
    private static final int FILES = 10;

    @Autowired
    People people;

    @Autowired
    Parts parts;

    @Autowired
    ObjectMapper json;

    @Value("${portal.base-url}")
    String base;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestVendor vendor;
    private TestCompany company;

    @BeforeEach
    void aPart() {
        vendor = people.vendor("Large uploads", "vera@large.example");
        company = people.company(vendor, "Borg", "mona@large.example");
        parts.add(
                vendor.id(),
                company.customer(),
                new NewPart("BR-1", "A", "A part", null, null, null, null, null, null),
                vendor.admin());
    }

    @Test
    void twentyLargeFilesAtOnceByApiAndPageAreStreamed() throws Exception {
        var most = Long.getLong("portal.test.heap-megabytes", Long.MAX_VALUE >> 20) << 20;
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(most);

        var requests = byPage();
        for (var n = 0; n < FILES; n++) {
            requests.add(api("?number=BR-1&revision=A&fileName=large" + n + ".pdf")
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofInputStream(Generated::new))
                    .build());
        }
        assertThat(sentAtOnce(requests)).hasSize(2 * FILES).containsOnly(200, 201);

        var stored = json.readTree(http.send(api("").GET().build(), BodyHandlers.ofString())
                        .body())
                .path("items");
        assertThat(stored)
                .hasSize(2 * FILES)
                .allMatch(row -> row.path("size").asLong() == SIZE
                        && row.path("number").asText().equals("BR-1"));
        for (var name : List.of("large7.pdf", "BR-1_A page 7.pdf")) {
            var read = http.send(api("/" + id(stored, name)).GET().build(), BodyHandlers.ofInputStream());
            try (var expected = new Generated();
                    var content = read.body()) {
                assertThat(content).hasSameContentAs(expected);
            }
        }
    }

    /** As the page's script sends them: a call for each file. */
    private List<HttpRequest> byPage() throws IOException, InterruptedException {
        var path = base + "/vendor/customers/" + company.customer() + "/parts/drawings";
        var session = people.session(vendor.email());
        var cookie = session.getName() + "=" + session.getValue();
        var page = http.send(
                HttpRequest.newBuilder(URI.create(path))
                        .header("Cookie", cookie)
                        .build(),
                BodyHandlers.ofString());
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        var cookies = new ArrayList<>(List.of(cookie));
        page.headers().allValues("Set-Cookie").forEach(set -> cookies.add(set.split(";")[0]));

        var requests = new ArrayList<HttpRequest>();
        for (var n = 0; n < FILES; n++) {
            var head = "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token.group(1)
                    + "\r\n--b\r\nContent-Disposition: form-data; name=\"drawing\"; filename=\"BR-1_A page " + n
                    + ".pdf\"\r\nContent-Type: application/pdf\r\n\r\n";
            requests.add(HttpRequest.newBuilder(URI.create(path))
                    .header("Cookie", String.join("; ", cookies))
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .header("Accept", "application/json")
                    .POST(BodyPublishers.ofInputStream(() -> new SequenceInputStream(
                            Collections.enumeration(List.of(bytes(head), new Generated(), bytes("\r\n--b--\r\n"))))))
                    .build());
        }
        return requests;
    }

    private List<Integer> sentAtOnce(List<HttpRequest> requests) {
        return requests.stream().map(request -> http.sendAsync(request, BodyHandlers.ofString())).toList().stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::statusCode)
                .toList();
    }

    private HttpRequest.Builder api(String rest) {
        var login = vendor.email() + ":" + People.PASSWORD;
        return HttpRequest.newBuilder(URI.create(base + "/api/v1/customers/" + company.customer() + "/drawings" + rest))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private static String id(JsonNode rows, String fileName) {
        for (var row : rows) {
            if (row.path("fileName").asText().equals(fileName)) {
                return row.path("id").asText();
            }
        }
        throw new AssertionError("no drawing " + fileName);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A PDF that is nowhere in memory. */
    private static final class Generated extends InputStream {

        private static final byte[] HEAD = "%PDF-1.7 ".getBytes(StandardCharsets.ISO_8859_1);
        private int at;

        @Override
        public int read() {
            if (at == SIZE) {
                return -1;
            }
            var next = at < HEAD.length ? HEAD[at] : at * 31 >>> 3;
            at++;
            return next & 0xFF;
        }
    }
}
