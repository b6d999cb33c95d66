package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The folder holds what rows lead to, and nothing else. */
@PortalTest
class DrawingsTests {

    @Autowired
    People people;

    @Autowired
    ObjectProvider<Customers> customers;

    @Autowired
    PartsCsv csv;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path folder;

    @Test
    void whatIsReplacedRemovedOrRolledBackLeavesNoFile() throws IOException {
        var shop = people.shop("Folder Vendor", "vera@folder.example");
        var drawings = new Drawings(jdbc, new FolderDrawings(folder), clock);
        var parts = new Parts(jdbc, customers, csv, drawings, clock);
        var customer = customers
                .getObject()
                .add(
                        shop.vendor(),
                        new NewCustomer("Borg", "ada@folder.example", null, "A", false, null, null, null),
                        shop.admin());
        var wanted = new NewPart("F-1", null, "Bracket", null, null, null, null, null, null);
        var part = transaction.execute(status -> parts.add(shop.vendor(), customer, wanted, shop.admin()));

        transaction.executeWithoutResult(status -> drawings.put(part, "one.pdf", pdf("one")));
        transaction.executeWithoutResult(status -> drawings.put(part, "two.pdf", pdf("two")));
        assertThat(files()).isEqualTo(1);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    drawings.put(part, "three.pdf", pdf("three"));
                    throw new IllegalStateException("not this one");
                }))
                .hasMessage("not this one");
        assertThat(files()).isEqualTo(1);
        assertThat(drawings.get(part).orElseThrow().content()).isEqualTo(pdf("two"));

        transaction.executeWithoutResult(status -> parts.remove(shop.vendor(), customer, part, shop.admin()));
        assertThat(files()).isZero();
    }

    private long files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    private static byte[] pdf(String words) {
        return ("%PDF-1.7 " + words).getBytes(StandardCharsets.ISO_8859_1);
    }
}
