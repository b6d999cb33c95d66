package com.partsportal.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.shared.InvalidValue;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;

/** What a vendor shows of itself: to its customers, behind its invitations, in emails. */
@PortalTest
class VendorCardTests {

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Customers customers;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MockMvc mvc;

    @Test
    void customersSeeLogoAddressAndContact() throws Exception {
        var vendor = people.vendor("Card Vendor", "vera@card.example");
        var vera = people.session(vendor.email());
        var company = people.company(vendor, "Card Company", "mona@card-company.example");
        var mona = people.session(company.email());

        assertThat(pages.send(
                                vera,
                                "/vendor/settings/profile",
                                "contactName",
                                "Vera Stone",
                                "contactPhone",
                                "+49 731 1234560",
                                "address",
                                "Main Street 1\n89073 Ulm")
                        .getStatus())
                .isEqualTo(302);
        assertThat(upload(vera, png(600, 300))).isEqualTo(302);

        assertThat(pages.text(mona, "/portal"))
                .contains("Your vendor", "Vera Stone", "+497311234560", "Main Street 1", "89073 Ulm");
        var logo = pages.open(mona, "/portal/vendors/" + vendor.id() + "/logo");
        assertThat(logo.getContentType()).isEqualTo("image/png");
        var shown = ImageIO.read(new ByteArrayInputStream(logo.getContentAsByteArray()));
        assertThat(shown.getWidth()).isEqualTo(192);
        assertThat(shown.getHeight()).isEqualTo(96);

        customers.add(
                vendor.id(),
                new NewCustomer("New Company", "kim@card-new.example", null, "A", true, null, null, null),
                vendor.admin());
        jobs.runDue();
        var mail = mailbox.await("kim@card-new.example", "invitation");
        assertThat(mail.text()).contains("Contact: Vera Stone, +497311234560", "Address: Main Street 1, 89073 Ulm");
        var page = mvc.perform(get(URI.create(mail.path()))).andReturn().getResponse();
        assertThat(Pages.text(page)).contains("Vera Stone", "Main Street 1");
        assertThat(Pages.html(page)).contains("src=\"?logo\"");
        assertThat(mvc.perform(get(URI.create(mail.path() + "?logo")))
                        .andReturn()
                        .getResponse()
                        .getContentType())
                .isEqualTo("image/png");
    }

    @Test
    void nobodyElseSeesTheLogo() throws Exception {
        var vendor = people.vendor("Hidden Vendor", "vera@hidden.example");
        var other = people.vendor("Other Vendor", "otto@hidden-other.example");
        var company = people.company(other, "Other Company", "mona@hidden-company.example");
        assertThat(upload(people.session(vendor.email()), png(10, 10))).isEqualTo(302);

        var mona = people.session(company.email());
        assertThat(pages.open(mona, "/portal/vendors/" + vendor.id() + "/logo").getStatus())
                .isEqualTo(404);
        assertThat(pages.text(mona, "/portal")).doesNotContain("Hidden Vendor");
    }

    @Test
    void aFileThatIsNoImageIsRefused() throws Exception {
        var vera = people.session(
                people.vendor("Bad Logo", "vera@bad-logo.example").email());

        assertThat(upload(vera, "<svg/>".getBytes(StandardCharsets.UTF_8))).isEqualTo(422);
        assertThat(upload(vera, new byte[0])).isEqualTo(422);
        assertThatThrownBy(() -> LogoImage.of(new byte[LogoImage.LARGEST + 1])).isInstanceOf(InvalidValue.class);
        assertThat(pages.send(vera, "/vendor/settings/profile", "contactName", "see www.evil.example")
                        .getStatus())
                .isEqualTo(422);
    }

    private int upload(Cookie session, byte[] file) throws Exception {
        return mvc.perform(multipart("/vendor/settings/profile/logo")
                        .file(new MockMultipartFile("logo", "logo.png", "image/png", file))
                        .cookie(session)
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private static byte[] png(int width, int height) throws Exception {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
