package com.partsportal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.partsportal.shared.InvalidValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people have them: each kind is understood, and what cannot be used is one row's fault with its line. */
class TableReaderTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "number,description\n1,2\n",
                "number;description\r\n1;2\r\n",
                "\uFEFF\uFEFFnumber\tdescription\r1\t2\r",
                "Description,NUMBER\n2,1",
                "\"number\",\"description\"\n\"1\",\"2\"",
                "sep=;\nnumber;description\n1;2",
                "\n\nParts of 2025\n\nPart-No.;Bezeichnung;;\n1;2;;\n;;;\n",
                "number,description;;;\n1;2;;",
                "Part #\tItem description\n1\t2",
                "number|description\n1|2\n",
                "sep=\t\nnumber\tdescription\n1\t2",
                "\"sep=|\"\nnumber|description\n1|2"
            })
    void readsWhatSpreadsheetsAndProgramsWrite(String file) {
        var table = read(file);
        var mapping = ColumnMapping.guess(table, Headings.PARTS, Map.of());

        assertThat(table.rows()).hasSize(1);
        var row = table.rows().get(0);
        assertThat(mapping.value(row, "number")).isEqualTo("1");
        assertThat(mapping.value(row, "description")).isEqualTo("2");
        assertThat(mapping.value(row, "material")).isEmpty();
        assertThat(mapping.unused(table)).isEmpty();
        assertThat(row.fault()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                Customer full name,Phone numbers,Email,Full name,Billing address | company_name,phone,email,,
                Record ID,First Name,Last Name,Email,Phone Number,Associated Company | ,,,email,phone,company_name
                Customer ID,First Name,Email,Default Address Company,Default Address Phone | external_id,,email,company_name,phone
                Display Name,Phone,Email,Salesperson,City | company_name,phone,email,,
                Kunden-Nr.,Firma,E-Mail-Adresse,Telefon,Kundengruppe | external_id,company_name,email,phone,ranking
                BP Name,E-Mail,Tel. | company_name,email,phone""")
    void knowsTheColumnsOfOtherProgramsCustomers(String titles, String fields) {
        assertThat(guessed(titles, Headings.CUSTOMERS)).isEqualTo(fields);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ITEM NO.,PART NUMBER,DESCRIPTION,QTY. | ,number,description,
                Part Name,Part Number,Quantity,Description,Material | ,number,,description,material
                Item,Quantity,Part number,Description,Revision | ,,number,description,revision
                Reference,Value,Footprint,Qty,MPN | ,description,,,number
                Part Number,Stock Number,REV,Description,Mat. | number,,revision,description,material
                Teile-Nr.,Rev.,Bezeichnung,Werkstoff,Oberfläche | number,revision,description,material,finish
                Sachnummer,Änderungsindex,Benennung,zuletzt bestellt | number,revision,description,last_ordered
                Internal Reference,Name,Sales Description | number,,description
                Material,Material Description,Base Unit | material,description,""")
    void knowsTheColumnsOfOtherProgramsParts(String titles, String fields) {
        assertThat(guessed(titles, Headings.PARTS)).isEqualTo(fields);
    }

    private static String guessed(String titles, Headings headings) {
        var file = titles + "\n" + "x,".repeat(titles.split(",").length - 1) + "x\n";
        var table = TableReader.read(file.getBytes(StandardCharsets.UTF_8), 0, headings);
        return String.join(",", ColumnMapping.guess(table, headings, Map.of()).fields());
    }

    @Test
    void countsLinesOverBlankOnesAndThoseWithinQuotes() {
        var table = read("number,description\n\n1,\"two\nlines\"\n,\n3,4\n");

        assertThat(table.rows()).extracting(Table.Row::line).containsExactly(3L, 6L);
        assertThat(table.rows().get(0).cells()).containsExactly("1", "two lines");
    }

    @ParameterizedTest
    @CsvSource({"'', csv.empty", "'number,description\n', csv.empty", "'number,description\n \n,\n', csv.empty"})
    void refusesWhatHoldsNoRow(String file, String code) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidValue.class).hasMessageContaining(code);
    }

    @Test
    void aStrayQuotationMarkSpoilsItsOwnLineOnly() {
        for (var bad : List.of("S-2,\"3/4\" pipe", "S-2,\"pipe", "\"S-2,pipe")) {
            var table = read("number,description\nS-1,Bracket\n" + bad + "\nS-3,Plate\nS-4,\"Rod, \"\"long\"\"\"\n");

            assertThat(table.rows()).as(bad).extracting(Table.Row::line).containsExactly(2L, 3L, 4L, 5L);
            assertThat(table.rows())
                    .as(bad)
                    .extracting(Table.Row::fault)
                    .containsExactly(null, Table.Fault.QUOTE, null, null);
            assertThat(table.rows().get(3).cells()).containsExactly("S-4", "Rod, \"long\"");
        }
        assertThat(read("number,description\nS-2,3/4\" pipe\n").rows().get(0).cells())
                .containsExactly("S-2", "3/4\" pipe");
    }

    @Test
    void aRowWithMoreCellsThanColumnsATotalAndBrokenLettersAreSaid() {
        var table = read("number,description,material\nE-1,Plate, 10 mm, S235JR\nE-2,Cover,S355J2\nE-3,MÃ¼ller,\n"
                + "E-4,M\uFFFDller,\nE-5,Cover,,,\nTotal,2,\n");

        assertThat(table.rows())
                .extracting(Table.Row::fault)
                .containsExactly(
                        Table.Fault.CELLS, null, Table.Fault.BROKEN, Table.Fault.BROKEN, null, Table.Fault.TOTAL);
    }

    @Test
    void materialIsThePartsNumberWhereNothingElseCanBe() {
        for (var file : List.of(
                "Material\tMaterialkurztext\tWerkstoff\n4711\tHalter\tS235\n4712\tPlatte\tS235\nSumme\t\t\n",
                "MATERIAL;Kurztext\n100-4711;Halter\n",
                "Material;Kurztext\n4711;Halter\n;Ohne Nummer\n")) {
            var table = read(file);
            var mapping = ColumnMapping.guess(table, Headings.PARTS, Map.of());
            assertThat(mapping.fields()).as(file).startsWith("number", "description");
        }
        for (var file : List.of(
                "Material;Kurztext\nS235;Halter\nS235;Platte\n",
                "Material;Kurztext\nSteel;Halter\n",
                "Werkstoff;Kurztext\n1.4301;Halter\n",
                "Material;Kurztext;Teil\n1.4301;Halter;4711\n")) {
            assertThat(ColumnMapping.guess(read(file), Headings.PARTS, Map.of())
                            .fields()
                            .get(0))
                    .as(file)
                    .isEqualTo("material");
        }
        assertThat(ColumnMapping.guess(
                                read("Material;Kurztext\n1.4301;Halter\n"),
                                Headings.PARTS,
                                Map.of("material", "material"))
                        .fields())
                .startsWith("material");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Parts list, Borg Inc, 2025\n\nnumber;description\n1;a, b, c\n2;a, b, c\n",
                "number;description\n1;a, b, c\n2;a, b, c\n",
                "Teilenr\tBezeichnung\n1\ta, b, c\n2\ta, b, c\n",
                "number,description\n1,\"a, b, c\"\n2,\"a, b, c\"\n"
            })
    void theHeaderSaysWhatSeparatesCells(String file) {
        var table = read(file);

        assertThat(table.rows()).extracting(Table.Row::fault).containsExactly(null, null);
        assertThat(table.rows().get(1).cells()).containsExactly("2", "a, b, c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Total,,",
                "Total:,,2",
                "Summe: 12,,",
                "Gesamtmenge,,12",
                ",Grand total,2",
                "Total parts,,3",
                "Total,3 parts,12",
                "Sum,$ 12,5"
            })
    void aTotalIsNoRow(String line) {
        assertThat(read("number,description,qty\n1,a,2\n" + line + "\n")
                        .rows()
                        .get(1)
                        .fault())
                .isEqualTo(Table.Fault.TOTAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUM-100,Plate,", "Total-1,Plate,3", "Total station,Tripod,3", "Summe1,a,", "Summary,,"})
    void aNumberThatBeginsLikeATotalIsARow(String line) {
        assertThat(read("number,description,qty\n1,a,2\n" + line + "\n")
                        .rows()
                        .get(1)
                        .fault())
                .isNull();
    }

    @Test
    void aCompanyMayBeCalledTotal() {
        var table = TableReader.read(
                "company_name,email,phone\nTotal,energy@total.example,\nTotal,,\n".getBytes(StandardCharsets.UTF_8),
                0,
                Headings.CUSTOMERS);
        assertThat(table.rows()).extracting(Table.Row::fault).containsExactly(null, Table.Fault.TOTAL);
    }

    @Test
    void aHeaderThatIsPrintedOnEveryPageIsNoRow() {
        assertThat(read("number;Description\n1;a\nNUMBER;description\n2;b\n").rows())
                .extracting(Table.Row::fault)
                .containsExactly(null, Table.Fault.HEADER, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ã–l", "GrÃ¶ÃŸe", "â‚¬ 5", "â€“", "Maï¿½e", "Â±5", "Ð‘Ð»Ð¾Ðº", "Ã\u0084rger", "Me\uFFFD"})
    void lettersThatWereDamagedAreARowsFault(String text) {
        assertThat(read("number,description\n1," + text + "\n").rows().get(0).fault())
                .isEqualTo(Table.Fault.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SÃO PAULO", "« Café »…", "Å", "10 Å²", "Блок", "Ä€", "PÂTÉ", "Ñandú", "€ 5 – 6"})
    void otherLettersAreWhatTheyAre(String text) {
        assertThat(read("number,description\n1," + text + "\n").rows().get(0).fault())
                .isNull();
    }

    @Test
    void aVeryLongCellIsReadAtOnce() {
        var blanks = " ".repeat(2_000_000);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThat(read("number,description\n1" + blanks + "x,\"a" + blanks + "\"\n")
                            .rows())
                    .hasSize(1);
            read("number,description," + "(".repeat(4_000_000) + "\n1,2,3\n");
            read(("number,description\n1," + "a".repeat(4_000_000) + "\n2,\u00FC\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    /** People copy tables from its pages. */
    @ParameterizedTest
    @ValueSource(strings = {"", "_de"})
    void thePortalsOwnLabelsAreKnown(String language) throws IOException {
        var messages = new Properties();
        try (var file = getClass().getResourceAsStream("/messages/table" + language + ".properties")) {
            messages.load(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8));
        }
        for (var headings : List.of(Headings.CUSTOMERS, Headings.PARTS)) {
            for (var field : headings.fields()) {
                var label = messages.getProperty("table.field." + headings.kind() + "." + field);
                assertThat(headings.field(label)).as(label).contains(field);
            }
        }
    }

    @Test
    void recognisesEncodings() {
        var file = "number;description\nÜ-1;Blechgehäuse für Müller & Söhne\n";
        for (var charset :
                List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, Charset.forName("x-UTF-16LE-BOM"))) {
            var table = read(file.getBytes(charset));
            assertThat(table.rows().get(0).cells()).as(charset.name()).contains("Ü-1");
            assertThat(table.charsetSample()).isNull();
        }
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var table = read(file.getBytes(charset));
            assertThat(table.rows().get(0).cells()).as(charset.name()).contains("Ü-1");
            assertThat(table.charset()).isEqualTo("UTF-16");
            assertThat(read("Артикул;Описание\nА-1;Кронштейн\n".getBytes(charset))
                            .rows()
                            .get(0)
                            .cells())
                    .containsExactly("А-1", "Кронштейн");
        }
        var windows = read(file.getBytes(Charset.forName("windows-1252")));
        assertThat(windows.rows().get(0).cells()).containsExactly("Ü-1", "Blechgehäuse für Müller & Söhne");
        assertThat(windows.charset()).isEqualTo("windows-1252");
        assertThat(windows.charsetSample()).isEqualTo("Ü-");
        assertThat(read("number;description\n1;Müller\n".getBytes(StandardCharsets.ISO_8859_1))
                        .rows()
                        .get(0)
                        .cells())
                .containsExactly("1", "Müller");
    }

    @Test
    void refusesWhatIsNoTextAndTooMuch() {
        refused("csv.encoding", "number,description\n1\0,1\n".getBytes(StandardCharsets.UTF_8));
        var most = "number,description\n" + "1,2\n".repeat(TableReader.MOST_ROWS);
        refused("csv.large", (most + "1,2\n").getBytes(StandardCharsets.UTF_8));
        refused("csv.large", ("a,b\n1," + "2".repeat(5 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8));
        assertThat(read(most).rows()).hasSize(TableReader.MOST_ROWS);
    }

    @Test
    void twoColumnsOfOneNameAreNamed() {
        var table = read("number,description,Number\n1,2,3\n");

        assertThatThrownBy(() -> ColumnMapping.guess(table, Headings.PARTS, Map.of()))
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.args()).containsExactly("Number"));
    }

    @Test
    void theBetterWordCountsAndOthersAreNamedAsNotUsed() {
        var mapping = ColumnMapping.guess(
                TableReader.read(
                        "Name,Company name,Email,Owner\nAda,Borg,a@b.example,me\n".getBytes(StandardCharsets.UTF_8),
                        0,
                        Headings.CUSTOMERS),
                Headings.CUSTOMERS,
                Map.of());

        assertThat(mapping.fields()).containsExactly("", "company_name", "email", "");
    }

    @Test
    void whatWasChosenBeforeIsRemembered() {
        var table = read("Qty,number,description\n4,1,2\n");
        var mapping = ColumnMapping.guess(table, Headings.PARTS, Map.of("qty", "last_ordered_quantity"));

        assertThat(mapping.fields()).containsExactly("last_ordered_quantity", "number", "description");
        assertThat(ColumnMapping.ofCode(mapping.code())).isEqualTo(mapping);
    }

    @Test
    void spreadsheetsGuardsAndNoValuesAreTakenAway() {
        var table = read("number,description,material,finish\n=\"00123\",'00456,#N/A,NULL\nnan,'=x,'t Hof,-\n");

        assertThat(table.rows().get(0).cells()).containsExactly("00123", "00456", "", "");
        assertThat(table.rows().get(1).cells()).containsExactly("", "=x", "'t Hof", "-");
    }

    @Test
    void pastedAddressesAreRowsOfTheirOwn() {
        var table = TableReader.read(
                "ada@borg.example, bob@cyan.example; \"Eve\" <eve@dune.example>\nzoe@x.example"
                        .getBytes(StandardCharsets.UTF_8),
                0,
                Headings.CUSTOMERS);

        assertThat(table.rows()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ColumnMapping.guess(table, Headings.CUSTOMERS, Map.of()).has("email"))
                .isTrue();
    }

    @Test
    void readsWorkbooks() throws IOException {
        var file = new ByteArrayOutputStream();
        try (var book = new Workbook(file, "Tests", "1.0")) {
            var notes = book.newWorksheet("Notes");
            notes.value(0, 0, "number");
            notes.value(0, 1, "description");
            notes.value(1, 0, "N-1");
            notes.value(1, 1, "Note");
            var sheet = book.newWorksheet("Parts");
            sheet.value(0, 0, "Parts of 2025");
            var titles = List.of("Part Number", "Rev", "Description", "Last quoted", "Qty quoted");
            for (var column = 0; column < titles.size(); column++) {
                sheet.value(2, column, titles.get(column));
            }
            sheet.value(3, 0, 100200300400L);
            sheet.value(3, 1, "A");
            sheet.value(3, 2, "Bracket");
            sheet.value(3, 3, LocalDate.of(2025, 11, 22));
            sheet.style(3, 3).format("dd.mm.yyyy").set();
            sheet.value(3, 4, 10.0);
            sheet.value(4, 0, 123);
            sheet.style(4, 0).format("00000").set();
            sheet.value(4, 2, "two\nlines");
            sheet.value(4, 4, 0.1 + 0.2);
        }

        var first = read(file.toByteArray());
        var second = TableReader.read(file.toByteArray(), 1, Headings.PARTS);

        assertThat(first.sheets()).containsExactly("Notes", "Parts");
        assertThat(first.rows().get(0).cells()).containsExactly("N-1", "Note");
        assertThat(second.rows()).extracting(Table.Row::line).containsExactly(4L, 5L);
        assertThat(second.rows().get(1).cells()).containsExactly("00123", "", "two lines", "", "0.3");
        assertThat(second.rows().get(0).cells()).containsExactly("100200300400", "A", "Bracket", "2025-11-22", "10");
    }

    @Test
    void refusesWorkbooksThatAreOldBrokenOrUnfoldWithoutEnd() throws IOException {
        refused(
                "csv.xls",
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1});
        refused("csv.password", oldWorkbook("EncryptedPackage"));
        refused("csv.xls", oldWorkbook("Workbook"));
        refused(
                "csv.ods",
                zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet".getBytes(StandardCharsets.US_ASCII)));
        refused("csv.ods", zip("xl/workbook.bin", 10));
        refused("csv.markup", "<html><table><tr><td>number</td></tr></table>".getBytes(StandardCharsets.US_ASCII));
        refused("csv.markup", "\uFEFF<?xml version=\"1.0\"?><Workbook/>".getBytes(StandardCharsets.UTF_8));
        refused("csv.malformed", "PK\3\4 no workbook".getBytes(StandardCharsets.ISO_8859_1));
        refused("csv.large", zip("xl/worksheets/sheet1.xml", 70 * 1024 * 1024));
        refused("csv.malformed", zip("some.txt", 10));
    }

    private static byte[] oldWorkbook(String stream) throws IOException {
        var file = new ByteArrayOutputStream();
        file.write(
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1});
        file.write(new byte[512]);
        file.write(stream.getBytes(StandardCharsets.UTF_16LE));
        return file.toByteArray();
    }

    private static byte[] zip(String name, int size) throws IOException {
        return zip(name, new byte[size]);
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var file = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(file)) {
            var entry = new ZipEntry(name);
            if (name.equals("mimetype")) {
                var crc = new CRC32();
                crc.update(content);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
            }
            zip.putNextEntry(entry);
            zip.write(content);
        }
        return file.toByteArray();
    }

    private static Table read(String file) {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static Table read(byte[] file) {
        return TableReader.read(file, 0, Headings.PARTS);
    }

    private static void refused(String code, byte[] file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidValue.class).hasMessageContaining(code);
    }
}
