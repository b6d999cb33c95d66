package com.partsportal.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.Role;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;

/** The company's profile, as its Managers write it. */
@PortalTest
class CompanyPagesTests {

    private static int companyCount;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    CompanyProfiles profiles;

    @Autowired
    JdbcClient jdbc;

    private TestCompany company;
    private Cookie manager;

    @BeforeEach
    void aCompany() {
        var vendor =
                people.vendor("Profile Vendor " + ++companyCount, "vera@profilevendor" + companyCount + ".example");
        company = people.company(vendor, "Profile " + companyCount, "mona@profile" + companyCount + ".example");
        manager = people.session(company.email());
    }

    @Test
    void aManagerCompletesTheProfile() {
        assertThat(pages.text(manager, "/portal"))
                .contains("Complete your company")
                .doesNotContain("?? ");
        var saved = save("0", "Borg <b>", "+49 30 1234567", "Street 1\r\nBerlin", "Box 2", "");
        assertThat(saved.getRedirectedUrl()).isEqualTo("/portal/company");

        var profile = profiles.get(company.id());
        assertThat(profile.name()).isEqualTo("Borg <b>");
        assertThat(profile.phone()).isEqualTo("+49301234567");
        assertThat(profile.shippingAddress()).isEqualTo("Street 1\nBerlin");
        assertThat(profile.billingAddress()).isEqualTo("Box 2");
        assertThat(pages.text(manager, "/portal/company"))
                .contains("Borg &lt;b&gt;", "History", "Mona Manager changed “Billing address” from “–” to “Box 2”");
        assertThatThrownBy(() -> jdbc.sql("delete from company_change").update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void whoSavesOnTopOfAnotherIsShownWhatTheOtherChanged() {
        save("0", "Borg", "+49301234567", "Street 1", "", "yes");

        var late = save("0", "Borg Inc", "", "Street 9", "", "yes");

        assertThat(late.getStatus()).isEqualTo(409);
        assertThat(Pages.text(late)).contains("Somebody else saved in the meantime", "from “–” to “Street 1”");
        assertThat(Pages.html(late)).contains("Street 9", "name=\"version\" value=\"1\"");
        assertThat(profiles.get(company.id()).shippingAddress()).isEqualTo("Street 1");
        assertThat(save("1", "Borg Inc", "", "Street 9", "", "yes").getStatus()).isEqualTo(302);
        assertThat(profiles.get(company.id()).shippingAddress()).isEqualTo("Street 9");
    }

    @Test
    void whatOnlyTheOtherChangedIsNotLostWhenBothSave() {
        save("0", "Borg", "+49301234567", "Street 1\nTown", "", "yes");
        save("1", "Borg", "+49301234567", "Street 2\r\nTown", "Box 2", "");

        var late = save("1", "Borg Ltd", "+49301234567", "Street 1\r\nTown", "", "yes");

        assertThat(late.getStatus()).isEqualTo(409);
        assertThat(Pages.html(late))
                .contains("value=\"Borg Ltd\"", "Street 2\nTown</textarea>", "Box 2</textarea>")
                .doesNotContain("checked");
        assertThat(profiles.get(company.id()).name()).isEqualTo("Borg");
    }

    @Test
    void errorsAreShownBesideTheFieldAndTheInputIsKept() {
        var answer = save("0", " ", "12", "A\u0000B", "x".repeat(501), "");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(Pages.html(answer)).contains("value=\"12\"", "x".repeat(501));
        assertThat(Pages.text(answer)).contains("Enter a name", "This is not a phone number");
        assertThat(save("0", "Borg", "", "A\u0000B", "", "").getStatus()).isEqualTo(422);
        assertThat(save("0", "Borg", "", "", "x".repeat(501), "").getStatus()).isEqualTo(422);
        assertThat(profiles.history(company.id())).isEmpty();
    }

    @Test
    void anAddressHasACountryOfTheList() {
        var fields = new String[] {
            "version",
            "0",
            "companyName",
            "Borg",
            "shippingAddress",
            "Street 1",
            "shippingCountry",
            "DE",
            "billingAddress",
            "Box 2",
            "billingCountry",
            "AT"
        };
        assertThat(pages.send(manager, "/portal/company", fields).getStatus()).isEqualTo(302);
        assertThat(profiles.get(company.id()).shippingCountry()).isEqualTo("DE");
        assertThat(profiles.get(company.id()).billingCountry()).isEqualTo("AT");
        assertThat(pages.text(manager, "/portal/company"))
                .contains("Shipping country Not chosen Afghanistan", "changed “Shipping country” from “–” to “DE”");
        assertThat(Pages.html(pages.open(manager, "/portal/company")))
                .containsPattern("value=\"AT\" selected=\"selected\">Austria");
        var wrong = fields.clone();
        wrong[1] = "1";
        wrong[7] = "ZZ";
        var refused = pages.send(manager, "/portal/company", wrong);
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(Pages.text(refused)).contains("Choose a country from the list.");
        assertThat(save("1", "Borg", "", "Street 1", "", "yes").getStatus()).isEqualTo(302);
        assertThat(profiles.get(company.id()).billingCountry()).isNull();
    }

    @Test
    void onlyManagersMayDoSo() {
        people.member(company, "carl@profile" + companyCount + ".example", Role.CUSTOMER_USER);
        var carl = people.session("carl@profile" + companyCount + ".example");

        assertThat(pages.open(carl, "/portal/company").getStatus()).isEqualTo(403);
        assertThat(pages.text(carl, "/portal")).doesNotContain("Complete your company");
    }

    private MockHttpServletResponse save(
            String version, String name, String phone, String shipping, String billing, String same) {
        var fields = new String[] {
            "version",
            version,
            "companyName",
            name,
            "phone",
            phone,
            "shippingAddress",
            shipping,
            "billingAddress",
            billing,
            "taxId",
            "DE 123",
            "sameAsShipping",
            "yes"
        };
        return pages.send(manager, "/portal/company", same.isEmpty() ? Arrays.copyOf(fields, 12) : fields);
    }
}
