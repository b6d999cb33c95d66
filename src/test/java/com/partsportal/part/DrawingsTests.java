package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.customer.CustomerParts;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The folder holds what rows lead to, and nothing else. */
@PortalTest
class DrawingsTests {

    @Autowired
    People people;

    @Autowired
    Customers customers;

    @Autowired
    CustomerParts customerParts;

    @Autowired
    PartDrawingRepository rows;

    @Autowired
    ThumbnailRepository thumbnails;

    @Autowired
    PartRepository partRows;

    @Autowired
    PartBulkWriter writer;

    @Autowired
    OfferedPartsReport offers;

    @Autowired
    PartUse uses;

    @Autowired
    Clock clock;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path folder;

    @Test
    void whatIsReplacedRemovedOrRolledBackLeavesNoFile() throws IOException {
        var vendor = people.vendor("Folder Vendor", "vera@folder.example");
        var store = new FolderDrawings(folder);
        var drawings = new Drawings(rows, store, new Thumbnails(thumbnails, store), clock);
        var parts = new Parts(partRows, writer, offers, uses, customerParts, drawings, clock);
        var customer = customers.add(
                vendor.id(),
                new NewCustomer("Borg", "ada@folder.example", null, "A", false, null, null, null),
                vendor.admin());
        var wanted = new NewPart("F-1", null, "Bracket", null, null, null, null, null, null);
        var part = transaction.execute(status -> parts.add(vendor.id(), customer, wanted, vendor.admin()));

        var one = transaction.execute(status -> drawings.add(customer, part, "one.pdf", pdf("one")));
        transaction.executeWithoutResult(status -> drawings.remove(customer, one.id(), false));
        var two = transaction.execute(status -> drawings.add(customer, part, "two.pdf", pdf("two")));
        assertThat(files()).isEqualTo(1);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    drawings.add(customer, part, "three.pdf", pdf("three"));
                    throw new IllegalStateException("not this one");
                }))
                .hasMessage("not this one");
        assertThat(files()).isEqualTo(1);
        var content = new ByteArrayOutputStream();
        drawings.content(two).content().writeTo(content);
        assertThat(content.toString(StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-1.7 two");

        transaction.executeWithoutResult(status -> parts.remove(vendor.id(), customer, part, vendor.admin()));
        assertThat(files()).isZero();
    }

    private long files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    private static InputStream pdf(String words) {
        return new ByteArrayInputStream(("%PDF-1.7 " + words).getBytes(StandardCharsets.ISO_8859_1));
    }
}
