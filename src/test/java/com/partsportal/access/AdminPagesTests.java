package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.account.StaffChange;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.PortalTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

@PortalTest
class AdminPagesTests {

    @Value("${portal.base-url}")
    String base;

    @Autowired
    LoginsByRole people;

    @Autowired
    Accounts accounts;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    JdbcTemplate jdbc;

    Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(base).as(people.with(Role.ADMIN));
    }

    @Test
    void aNewVendorsFirstAdminIsInvited() {
        var created = browser.submit(
                "/admin/vendors/new",
                "/admin/vendors",
                "name",
                "Norbert's <Gears>",
                "adminName",
                "Nora Gear",
                "adminEmail",
                "Nora@Gears.example");
        assertThat(Browser.location(created)).isEqualTo("/admin/vendors");
        assertThat(browser.get("/admin/vendors").body())
                .contains("Norbert&#39;s &lt;Gears&gt;", "Nora Gear", "nora@gears.example", "Invited", "Invite again");

        jobs.runDue();
        var mail = mailbox.await("nora@gears.example", "user-invitation");
        assertThat(new Browser(base).get(mail.path()).statusCode()).isEqualTo(200);
        assertThat(accounts.byEmail(new EmailAddress("nora@gears.example"))).isEmpty();
    }

    @Test
    void errorsAreShownBesideTheFieldAndTheInputIsKept() {
        var refused = browser.submit(
                "/admin/vendors/new",
                "/admin/vendors",
                "name",
                "www.evil.example",
                "adminName",
                "",
                "adminEmail",
                "a@b");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "name-error",
                        "adminName-error",
                        "adminEmail-error",
                        "value=\"www.evil.example\"",
                        "value=\"a@b\"");
        assertThat(browser.submit("/admin/vendors/new", "/admin/vendors").statusCode())
                .isEqualTo(422);

        var staff =
                browser.submit("/admin/staff/new", "/admin/staff", "name", "", "email", "x", "role", "VENDOR_ADMIN");
        assertThat(staff.statusCode()).isEqualTo(422);
        assertThat(staff.body()).contains("name-error", "email-error", "role-error");
    }

    @Test
    void newStaffSetsAnOwnPasswordByAMailedLink() {
        browser.submit(
                "/admin/staff/new",
                "/admin/staff",
                "name",
                "Olga Owner",
                "email",
                "olga@portal.example",
                "role",
                "PROCESS_OWNER");
        assertThat(browser.get("/admin/staff").body()).contains("Olga Owner", "No password yet", "Send link again");

        jobs.runDue();
        var link = mailbox.await("olga@portal.example", "password-reset").path();
        var olga = new Browser(base);
        assertThat(olga.get(link).body()).contains("Choose your password");
        assertThat(Browser.location(olga.submit(link, link, "password", "seven quiet rivers bend")))
                .isEqualTo("/login?password");
        assertThat(Browser.location(olga.signIn("olga@portal.example", "seven quiet rivers bend")))
                .isEqualTo("/camunda/app/cockpit/");

        var taken = browser.submit(
                "/admin/staff/new", "/admin/staff", "name", "Olga", "email", "Olga@Portal.example", "role", "SUPPORT");
        assertThat(taken.statusCode()).isEqualTo(422);
        assertThat(taken.body()).contains("This address already has a login");
    }

    @Test
    void staffIsSwitchedOffAndOnAgain() {
        var agent = people.with(Role.SUPPORT);
        var tasklist = new Browser(base).as(agent);
        var path = "/admin/staff/" + agent.id().value();

        browser.submit("/admin/staff", path + "/deactivate");
        assertThat(tasklist.get("/start").statusCode()).isEqualTo(302);
        assertThat(Browser.location(tasklist.get("/start"))).isEqualTo("/login");
        assertThat(tasklist.signIn(agent.email(), LoginsByRole.PASSWORD).statusCode())
                .isEqualTo(401);

        browser.submit("/admin/staff", path + "/reactivate");
        browser.submit("/admin/staff", path + "/role", "role", "SUPPORT_LEAD");
        tasklist.as(agent);
        assertThat(accounts.find(agent.id()).orElseThrow().staffRole()).isEqualTo(Role.SUPPORT_LEAD);
        assertThat(browser.submit(
                                "/admin/staff",
                                "/admin/staff/"
                                        + people.with(Role.TEAM_MEMBER).id().value() + "/deactivate")
                        .statusCode())
                .as("a person's login is none of staff")
                .isEqualTo(404);
    }

    @Test
    void theLastActiveAdministratorStays() {
        var last = people.with(Role.ADMIN);
        jdbc.update(
                "update account set active = false where staff_role = 'ADMIN' and id <> ?",
                last.id().value());

        assertThat(accounts.deactivate(last.id())).isEqualTo(StaffChange.LAST_ADMINISTRATOR);
        assertThat(accounts.changeRole(last.id(), Role.SUPPORT)).isEqualTo(StaffChange.LAST_ADMINISTRATOR);
        assertThat(accounts.changeRole(last.id(), Role.ADMIN)).isEqualTo(StaffChange.DONE);
        var page = new Browser(base).as(last);
        page.submit("/admin/staff", "/admin/staff/" + last.id().value() + "/deactivate");
        assertThat(page.get("/admin/staff").body()).contains("This is the last active administrator");
        assertThat(accounts.find(last.id()).orElseThrow().active()).isTrue();
    }
}
