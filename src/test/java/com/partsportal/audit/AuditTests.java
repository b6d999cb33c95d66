package com.partsportal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.ApiLogins;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@PortalTest
class AuditTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Vendors vendors;

    @Autowired
    Customers customers;

    @Autowired
    ApiLogins logins;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    String domain;
    TestVendor vendor;
    Cookie session;

    @BeforeEach
    void aVendor() {
        domain = "audit-" + NUMBER.incrementAndGet() + ".example";
        vendor = people.vendor("Audited " + domain, "vera@" + domain);
        session = people.session(vendor.email());
    }

    @Test
    void whatAVendorAdminDoesIsListedWithWhoBeforeAndAfter() throws Exception {
        var member = accounts.open(new com.partsportal.account.NewAccount(
                new EmailAddress("tim@" + domain), "Tim Member", People.HASH, Locale.ENGLISH, null));
        vendors.join(vendor.id(), member, Role.TEAM_MEMBER);
        submit(post("/vendor/team")
                .param("name", "Ina Invited")
                .param("email", "ina@" + domain)
                .param("role", "TEAM_MEMBER"));
        submit(post("/vendor/team/" + member.value() + "/role").param("role", "VENDOR_ADMIN"));
        submit(post("/vendor/team/" + member.value() + "/deactivate"));
        submit(post("/vendor/team/" + member.value() + "/reactivate"));
        submit(post("/vendor/rankings").param("label", "VIP").param("discount", "12.5"));
        submit(post("/vendor/settings")
                .param("partsPolicy", "OFF")
                .param("language", "en")
                .param("timeZone", "Europe/Berlin")
                .param("region", "DE")
                .param("contactEmail", "sales@" + domain));
        submit(post("/vendor/api-keys").param("name", "ERP"));
        customers.add(
                vendor.id(),
                new NewCustomer("Initech", "kim@" + domain, null, "A", false, null, null, null),
                vendor.admin());

        var csv = text(get("/vendor/audit/export"));

        assertThat(csv)
                .contains("TEAM_INVITED,Vera Vendor", "Ina Invited")
                .contains("TEAM_ROLE_CHANGED,Vera Vendor", "Tim Member", "TEAM_MEMBER,VENDOR_ADMIN,127.0.0.0/24")
                .contains("TEAM_DEACTIVATED", "TEAM_REACTIVATED")
                .contains("RANKING_ADDED", "VIP 12.5 %")
                .contains("partsPolicy=WARN", "partsPolicy=OFF", "timeZone=Europe/Berlin", "contactEmail=changed")
                .doesNotContain("sales@")
                .contains("KEY_MADE", "ERP")
                .contains("CREATED,Vera Vendor", "Initech");
        var page = text(get("/vendor/audit"));
        assertThat(page)
                .contains(
                        "Changed the role in the team",
                        "TEAM_MEMBER → VENDOR_ADMIN",
                        "Created an API key",
                        "Added a customer");
        // found by the name of who or what
        assertThat(text(get("/vendor/audit").param("q", "tim MEM")))
                .contains("Deactivated in the team")
                .doesNotContain("Added a ranking");
        assertThat(text(get("/vendor/audit").param("to", "2020-01-01"))).contains("Nothing found");
        assertThat(text(get("/vendor/audit").header("Accept-Language", "de"))).contains("Rolle im Team geändert");
    }

    @Test
    void aKeyIsNamedInWhatItDid() throws Exception {
        submit(post("/vendor/api-keys").param("name", "ERP of " + domain));
        var key = jdbc.sql("select id from api_key where name = :name")
                .param("name", "ERP of " + domain)
                .query(java.util.UUID.class)
                .single();
        jdbc.sql("insert into timeline (id, at, vendor_id, customer_id, type, actor_id)"
                        + " values (gen_random_uuid(), now(), :vendor, gen_random_uuid(), 'CREATED', :key)")
                .param("vendor", vendor.id().value())
                .param("key", key)
                .update();

        assertThat(text(get("/vendor/audit/export"))).contains("CREATED,ERP of " + domain + "," + key + ",true");
    }

    @Test
    void anotherVendorSeesNothingOfIt() throws Exception {
        submit(post("/vendor/rankings").param("label", "SECRET").param("discount", "1"));
        var other = people.vendor("Other " + domain, "olga@" + domain);

        assertThat(mvc.perform(get("/vendor/audit/export").cookie(people.session(other.email())))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .doesNotContain("SECRET", "RANKING_ADDED");
    }

    @Test
    void administratorsSeeWhatIsDoneToThePortal() throws Exception {
        accounts.openStaff(new EmailAddress("ann@" + domain), "Ann Admin", Role.ADMIN, Locale.ENGLISH, People.HASH);
        session = people.session("ann@" + domain);
        submit(post("/admin/staff")
                .param("name", "Sue Support")
                .param("email", "sue@" + domain)
                .param("role", "SUPPORT"));
        var sue = accounts.byEmail(new EmailAddress("sue@" + domain))
                .orElseThrow()
                .id();
        submit(post("/admin/staff/" + sue.value() + "/role").param("role", "SUPPORT_LEAD"));
        submit(post("/admin/staff/" + sue.value() + "/deactivate"));
        submit(post("/admin/staff/" + sue.value() + "/reactivate"));
        submit(post("/admin/vendors/" + vendor.id() + "/suspend").param("reason", "not paid"));
        submit(post("/admin/vendors/" + vendor.id() + "/resume"));

        var csv = text(get("/admin/audit/export").param("q", domain));
        assertThat(csv).contains("VENDOR_SUSPENDED,Ann Admin", "not paid", "VENDOR_RESUMED");
        assertThat(text(get("/admin/audit/export").param("q", "Sue Support")))
                .contains("STAFF_CREATED", "SUPPORT,SUPPORT_LEAD", "STAFF_DEACTIVATED", "STAFF_REACTIVATED");
        assertThat(text(get("/admin/audit")))
                .contains("Suspended a vendor", "Added a staff member")
                .doesNotContain("/vendor/rankings");
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() throws Exception {
        for (var i = 0; i < 60; i++) {
            jdbc.sql(
                            "insert into audit_entry (id, at, vendor_id, action, actor_kind, after)"
                                    + " values (gen_random_uuid(), now() - make_interval(secs => :n), :vendor, 'RANKING_ADDED', 'PORTAL', :after)")
                    .param("n", i / 7)
                    .param("vendor", vendor.id().value())
                    .param("after", "rank-" + i + ".")
                    .update();
        }
        var first = text(get("/vendor/audit"));
        var next = first.replaceAll("(?s).*href=\"(/vendor/audit\\?[^\"]*id=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        var second = text(get(java.net.URI.create(next)));
        for (var i = 0; i < 60; i++) {
            var shown = (first.contains("rank-" + i + ".") ? 1 : 0) + (second.contains("rank-" + i + ".") ? 1 : 0);
            assertThat(shown).as("rank " + i).isEqualTo(1);
        }
        assertThat(text(get("/vendor/audit/export")).lines()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "to=2026-02-30",
                "from=%2B999999999-01-01",
                "q=%00",
                "at=x&id=y",
                "id=y",
                "to=0000-01-01"
            })
    void whatCannotBeReadIsSaidAndLeftOut(String query) throws Exception {
        var answer = mvc.perform(
                        get(java.net.URI.create("/vendor/audit?" + query)).cookie(session))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isIn(200, 400);
    }

    @Test
    void nothingOfItCanBeChanged() throws Exception {
        submit(post("/vendor/rankings").param("label", "KEPT").param("discount", "1"));
        for (var change :
                List.of("update audit_entry set after = 'x'", "delete from audit_entry", "truncate audit_entry")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("append-only");
        }
    }

    private void submit(MockHttpServletRequestBuilder request) throws Exception {
        var answer =
                mvc.perform(request.cookie(session).with(csrf())).andReturn().getResponse();
        assertThat(answer.getStatus()).as("status").isBetween(200, 303);
    }

    private String text(MockHttpServletRequestBuilder request) throws Exception {
        var answer = mvc.perform(request.cookie(session)).andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
