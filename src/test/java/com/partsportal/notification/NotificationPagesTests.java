package com.partsportal.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.company.CompanyRules;
import com.partsportal.company.CompanyUsers;
import com.partsportal.part.NewPart;
import com.partsportal.part.Parts;
import com.partsportal.rfq.NewRfq;
import com.partsportal.rfq.RfqAnswer;
import com.partsportal.rfq.RfqApproval;
import com.partsportal.rfq.RfqId;
import com.partsportal.rfq.RfqStatus;
import com.partsportal.rfq.Rfqs;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.Statements;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for a person: in the frame of every page, on its own page, and by email. */
@PortalTest
class NotificationPagesTests {

    private static int count;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Parts parts;

    @Autowired
    Rfqs rfqs;

    @Autowired
    CompanyUsers users;

    @Autowired
    Accounts accounts;

    @Autowired
    Vendors vendors;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Statements statements;

    private TestVendor vendor;
    private TestCompany company;
    private String domain;
    private Cookie vera;
    private Cookie mona;

    @BeforeEach
    void aVendorAndItsCustomer() {
        domain = "news" + ++count + ".example";
        vendor = people.vendor("News Vendor " + count, "vera@vendor-" + domain);
        company = people.company(vendor, "News Company " + count, "mona@" + domain);
        vera = people.session(vendor.email());
        mona = people.session(company.email());
    }

    @Test
    void theVendorSeesTheRfqUntilItIsAnsweredAndTheCustomerTheAnswer() {
        assertThat(pages.text(vera, "/notifications")).contains("Nothing waits for you");

        var rfq = submit(company.manager());

        assertThat(bell(vera, "/vendor/customers")).isEqualTo("Notifications: 1 new");
        assertThat(pages.text(vera, "/notifications"))
                .contains("News Company " + count + " asks for a quote: RFQ-1001", "RFQs 1 waiting for you");
        assertThat(bell(mona, "/portal")).isEqualTo("Notifications");

        rfqs.answer(vendor.id(), rfq, new RfqAnswer(RfqStatus.QUOTED, null), vendor.admin());

        assertThat(bell(vera, "/vendor/customers")).isEqualTo("Notifications");
        assertThat(bell(mona, "/portal")).isEqualTo("Notifications: 1 new");
        assertThat(pages.text(mona, "/notifications")).contains("News Vendor " + count + " answered RFQ-1001");
    }

    @Test
    void anApprovalWaitsForTheManagersAndTheDecisionForWhoAsked() {
        users.setRules(company.id(), new CompanyRules(List.of(), true), company.manager());
        var tom = new AccountId(accountOf(people.member(company, "tom@" + domain, Role.CUSTOMER_USER)));
        var toms = people.session("tom@" + domain);

        var rfq = submit(tom);

        assertThat(bell(mona, "/portal")).isEqualTo("Notifications: 1 new");
        assertThat(pages.text(mona, "/notifications")).contains("asks you to approve RFQ-1001");
        assertThat(bell(vera, "/vendor/rfqs")).isEqualTo("Notifications");

        rfqs.decide(company.id(), rfq, RfqApproval.SEND_BACK, "the finish", company.manager());

        assertThat(bell(mona, "/portal")).isEqualTo("Notifications");
        assertThat(pages.text(toms, "/notifications")).contains("sent RFQ-1001 back to you");
    }

    @Test
    void oneIsReadByOpeningItAndAllAtOnce() {
        var first = submit(company.manager());
        submit(company.manager());
        var id = one(vendor.admin(), first.value());

        var opened = pages.send(vera, "/notifications/" + id);

        assertThat(opened.getHeader("Location")).isEqualTo("/vendor/rfqs/" + first);
        assertThat(bell(vera, "/notifications")).isEqualTo("Notifications: 1 new");
        assertThat(pages.send(vera, "/notifications/read").getHeader("Location"))
                .isEqualTo("/notifications");
        assertThat(bell(vera, "/notifications")).isEqualTo("Notifications");
    }

    @Test
    void nobodyReadsOrMarksWhatIsSomebodyElses() {
        var rfq = submit(company.manager());
        var id = one(vendor.admin(), rfq.value());
        people.vendor("Other News " + count, "otto@other-" + domain);
        var otto = people.session("otto@other-" + domain);

        assertThat(pages.text(otto, "/notifications")).doesNotContain("RFQ-1001");
        assertThat(pages.send(otto, "/notifications/" + id).getStatus()).isEqualTo(404);
        assertThat(pages.send(otto, "/notifications/" + id + "/read").getStatus())
                .isEqualTo(404);
        pages.send(otto, "/notifications/read");
        assertThat(bell(vera, "/notifications")).isEqualTo("Notifications: 1 new");
    }

    @Test
    void whatBelongsToOneMembershipIsNotShownInAnother() {
        var second = people.vendor("Second " + count, "sam@second-" + domain);
        vendors.join(second.id(), vendor.admin(), Role.TEAM_MEMBER);
        submit(company.manager());

        assertThat(bell(vera, "/notifications")).isEqualTo("Notifications: 1 new");
        pages.send(vera, "/membership", "organisation", second.id().toString());
        assertThat(bell(vera, "/notifications")).isEqualTo("Notifications");
    }

    @Test
    void aCompanySeesNothingOfAVendorThatSwitchedItOff() {
        var rfq = submit(company.manager());
        rfqs.answer(vendor.id(), rfq, new RfqAnswer(RfqStatus.QUOTED, null), vendor.admin());
        pages.send(vera, "/vendor/customers/" + company.customer() + "/deactivate");

        assertThat(pages.text(mona, "/notifications")).doesNotContain("RFQ-1001");
    }

    @Test
    void eachKindIsMutedByItsChannel() {
        pages.send(vera, "/notifications/settings", "wanted", "portal:delivery-failed");

        submit(company.manager());
        jobs.runDue();

        assertThat(bell(vera, "/notifications")).isEqualTo("Notifications");
        assertThat(mailbox.to(vendor.email(), "rfq-submitted")).isEmpty();
        assertThat(accounts.byEmail(new EmailAddress(vendor.email()))
                        .orElseThrow()
                        .muted())
                .contains("portal:rfq-submitted", "email:invitation-accepted")
                .doesNotContain("portal:delivery-failed");
    }

    @Test
    void theFrameCostsOneStatement() {
        submit(company.manager());
        pages.text(vera, "/notifications/settings");
        statements.forget();

        pages.text(vera, "/notifications/settings");

        assertThat(statements.seen().keySet().stream().filter(sql -> sql.contains("from notification n")))
                .hasSize(1);
    }

    private RfqId submit(AccountId by) {
        var part = parts.add(
                vendor.id(),
                company.customer(),
                new NewPart("N-" + UUID.randomUUID(), null, "Bracket", null, null, null, null, null, null),
                vendor.admin());
        return rfqs.submit(company.id(), new NewRfq(List.of(new NewRfq.Line(part, List.of(1))), null, null), by)
                .get(0);
    }

    /** What the bell says of itself. */
    private String bell(Cookie session, String path) {
        var html = Pages.html(pages.open(session, path));
        var bell = html.substring(0, html.indexOf("btn-icon bell") + 200);
        return bell.replaceAll("(?s).*btn-icon bell\" aria-label=\"([^\"]*)\".*", "$1");
    }

    private UUID one(AccountId person, UUID subject) {
        return jdbc.sql("select id from notification where account_id = ? and subject_id = ?")
                .params(person.value(), subject)
                .query(UUID.class)
                .single();
    }

    private UUID accountOf(UUID member) {
        return jdbc.sql("select account_id from company_user where id = ?")
                .param(member)
                .query(UUID.class)
                .single();
    }
}
