package com.partsportal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/** Files that are not read: each kind is named, with what to do, on both pages and by both calls, in both languages. */
@PortalTest
class UnreadableFilesTests {

    private static final byte[] OLD = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Customers customers;

    /** A file and what is said of it. */
    private record Kind(String name, byte[] content, String english, String german) {}

    private static List<Kind> kinds() throws IOException {
        return List.of(
                new Kind("list.xls", old("Workbook"), "(.xls) cannot be read", "(.xls) k"),
                new Kind("list.xlsx", old("EncryptedPackage"), "with a password", "mit Passwort"),
                new Kind(
                        "list.ods",
                        zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                        "(.ods, .xlsb) cannot be read",
                        "(.ods, .xlsb) kann nicht gelesen werden"),
                new Kind(
                        "list.xlsb",
                        zip("xl/workbook.bin", "x"),
                        "(.ods, .xlsb) cannot be read",
                        "(.ods, .xlsb) kann nicht gelesen werden"),
                new Kind(
                        "list.xls",
                        "<html><body><table><tr><td>number</td><td>description</td></tr></table></body></html>"
                                .getBytes(StandardCharsets.UTF_8),
                        "a web page or XML, not a table, whatever its name says",
                        "eine Webseite oder XML, keine Tabelle"),
                new Kind("list.xlsx", zip("readme.txt", "x"), "cannot be read", "nicht lesbar"),
                new Kind("list.csv", new byte[] {0, 1, 2, 0, 5, 'x', 0}, "text", "Text"),
                new Kind("list.csv", "number,description\n".getBytes(StandardCharsets.UTF_8), "row", "Zeile"));
    }

    @Test
    void eachKindIsNamedWithWhatToDo() throws Exception {
        var vendor = people.vendor("Unreadable", "unreadable@files.example");
        var session = people.session(vendor.email());
        var customer = customers.add(
                vendor.id(),
                new NewCustomer("Borg", "borg@files.example", null, "A", false, null, null, null),
                vendor.admin());
        for (var kind : kinds()) {
            for (var language : List.of("en", "de")) {
                var words = language.equals("en") ? kind.english() : kind.german();
                var file = new MockMultipartFile("file", kind.name(), "application/octet-stream", kind.content());
                for (var page :
                        List.of("/vendor/customers/import", "/vendor/customers/" + customer + "/parts/import")) {
                    var shown = send(multipart(page).file(file).cookie(session).with(csrf()), language);
                    assertThat(shown.getStatus()).as(kind.name()).isEqualTo(422);
                    assertThat(Pages.text(shown)).as(page).contains(words);
                    var script = send(
                            multipart(page)
                                    .file(file)
                                    .accept("application/json")
                                    .cookie(session)
                                    .with(csrf()),
                            language);
                    assertThat(script.getStatus()).as(kind.name()).isEqualTo(422);
                    assertThat(script.getContentAsString(StandardCharsets.UTF_8))
                            .as(page)
                            .contains(words);
                }
                for (var call : List.of(
                        put("/api/v1/customers/" + customer + "/parts"),
                        post("/api/v1/customers/import").param("dryRun", "true"))) {
                    var answer = send(
                            call.contentType("text/csv")
                                    .content(kind.content())
                                    .with(httpBasic(vendor.email(), People.PASSWORD)),
                            language);
                    assertThat(answer.getStatus()).as(kind.name()).isEqualTo(400);
                    assertThat(answer.getContentType()).isEqualTo("application/problem+json");
                    assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                            .as(kind.name())
                            .contains(words);
                }
            }
        }
    }

    private MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request, String language)
            throws Exception {
        return mvc.perform(request.header("Accept-Language", language))
                .andReturn()
                .getResponse();
    }

    private static byte[] old(String stream) throws IOException {
        var file = new ByteArrayOutputStream();
        file.write(OLD);
        file.write(new byte[512]);
        file.write(stream.getBytes(StandardCharsets.UTF_16LE));
        return file.toByteArray();
    }

    private static byte[] zip(String name, String text) throws IOException {
        var content = text.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        var file = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(file)) {
            zip.putNextEntry(entry);
            zip.write(content);
        }
        return file.toByteArray();
    }
}
