package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.RequestOptions;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each page whose address holds no id, so that a new one is looked at too; those behind an id are looked at where their stories are told. */
@PortalTest
class EveryPageTests {

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Value("${portal.base-url}")
    String base;

    @BrowserTest
    void noPageHasAFault() {
        var acme = people.vendor("Every Page Vendor", "vera@every-page.example");
        var company = people.company(acme, "Every Page Customer", "mona@every-page.example");
        var left = addresses();
        var looked = new TreeSet<String>();
        var faults = new ArrayList<String>();
        look(new Person(base), left, looked, faults);
        for (var login : List.of(acme.email(), company.email(), staff(Role.SUPPORT), staff(Role.ADMIN))) {
            var person = new Person(base);
            person.signIn(login);
            look(person, left, looked, faults);
        }
        assertThat(faults).isEmpty();
        assertThat(looked)
                .contains("/login", "/terms", "/vendor/rankings", "/vendor/settings", "/vendor/api-keys")
                .contains("/portal/profile", "/portal/users", "/admin/vendors", "/admin/staff");
    }

    @BrowserTest
    void nothingToSeeIsSaidToEverybody() {
        var acme = people.vendor("No Page Vendor", "vera@no-page.example");
        try (var vendor = new Person(base)) {
            vendor.signIn(acme.email());
            assertThat(vendor.open("/admin/vendors").status()).isEqualTo(403);
            vendor.findsNoFault();
            assertThat(vendor.open("/vendor/customers/" + UUID.randomUUID()).status())
                    .isEqualTo(404);
            vendor.findsNoFault();
        }
    }

    private void look(Person person, SortedSet<String> left, SortedSet<String> looked, List<String> faults) {
        try (person) {
            for (var address : List.copyOf(left)) {
                if (isPageFor(person, address)) {
                    person.open(address);
                    assertThat(person.page.locator("h1").count())
                            .as("headings of the first order on " + address)
                            .isEqualTo(1);
                    faults.addAll(person.faults());
                    looked.add(address);
                    left.remove(address);
                }
            }
            faults.addAll(person.complaints());
        }
    }

    /** No part of a page, no file, and no way to another one. */
    private boolean isPageFor(Person person, String address) {
        var answer = person.page
                .context()
                .request()
                .get(base + address, RequestOptions.create().setMaxRedirects(0).setHeader("Accept", "text/html"));
        return answer.status() == 200 && answer.text().contains("<html");
    }

    private SortedSet<String> addresses() {
        var addresses = new TreeSet<String>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().getPackageName().startsWith("com.partsportal")
                    && mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                mapping.getPatternValues().stream()
                        .filter(address -> !address.contains("{"))
                        .forEach(addresses::add);
            }
        });
        return addresses;
    }

    private String staff(Role role) {
        var email = role.name().toLowerCase(Locale.ROOT) + "@every-page.example";
        accounts.openStaff(new EmailAddress(email), "Sam Staff", role, Locale.ENGLISH, People.HASH);
        return email;
    }
}
