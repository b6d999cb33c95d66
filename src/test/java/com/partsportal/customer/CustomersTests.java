package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.dev.MovableClock;
import com.partsportal.invitation.Acceptance.AcceptedNow;
import com.partsportal.invitation.Acceptance.ChoiceNeeded;
import com.partsportal.invitation.Acceptance.EndedBefore;
import com.partsportal.invitation.Acceptance.SignInFirst;
import com.partsportal.invitation.Acceptance.WrongAccount;
import com.partsportal.invitation.InvitationAnswers;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.Invitations;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
class CustomersTests {

    Onboarding onboarding;

    @Autowired
    void compose(AutowireCapableBeanFactory beans) {
        onboarding = beans.createBean(Onboarding.class);
    }

    @Autowired
    Customers customers;

    @Autowired
    CustomerActivity activity;

    @Autowired
    CustomerList list;

    @Autowired
    Invitations invitations;

    @Autowired
    InvitationAnswers answers;

    @Autowired
    Accounts accounts;

    @Autowired
    Companies companies;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    TestVendor acme;

    @BeforeEach
    void anotherVendor() {
        acme = onboarding.vendor("Acme Machining");
    }

    /** Whatever the hour of the test. */
    private void remindAtAnyHour() {
        jdbc.sql("update vendor set office_hours = false where id = ?")
                .param(acme.id().value())
                .update();
    }

    private static String address() {
        return "contact-" + UUID.randomUUID() + "@borg.example";
    }

    private long instances(CustomerId customer) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(customer.toString())
                .active()
                .count();
    }

    @Test
    void aDraftHasNoInstanceAndNoMail() {
        var email = address();
        var customer = onboarding.draft(acme, "Borg Inc", email);
        jobs.runDue();
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.DRAFT);
        assertThat(instances(customer)).isZero();
        assertThat(mailbox.to(email)).isEmpty();
    }

    /** Rules of names are for what is typed, not for what is stored. */
    @Test
    void aNameThatWasStoredUnderOlderRulesIsShownAndInvitedAndAccepted() {
        var email = address();
        var customer = onboarding.draft(acme, "Borg Inc", email);
        jdbc.sql("update customer set company_name = 'Borg bit.ly/x', note = 'see bit.ly/x' where id = ?")
                .param(customer.value())
                .update();

        customers.invite(acme.id(), customer, acme.admin());
        jobs.runDue(customer.value());
        assertThat(mailbox.await(email, "invitation").text()).contains("Borg bit.ly/x", "see bit.ly/x");
        assertThat(onboarding.accept(onboarding.invitation(acme, customer))).isInstanceOf(AcceptedNow.class);
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.ACTIVE);
    }

    @Test
    void anInvitationIsOneInstanceAndOneMail() {
        var email = address();
        var customer = onboarding.invited(acme, "Borg Inc", email);
        jobs.runDue(customer.value());
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.INVITED);
        assertThat(instances(customer)).isOne();
        assertThat(mailbox.await(email, "invitation", 1)).hasSize(1);
        assertThat(list.get(acme.id(), customer).delivery()).hasToString("SENT");
    }

    @Test
    void acceptanceMakesCompanyAccountAndMembershipAtOnce() {
        var email = address();
        var customer = onboarding.invited(acme, "Borg Inc", email);
        var accepted = (AcceptedNow) onboarding.accept(onboarding.invitation(acme, customer));

        assertThat(accounts.byEmail(new EmailAddress(email)).orElseThrow().id()).isEqualTo(accepted.account());
        assertThat(companies.memberships(accepted.account()))
                .singleElement()
                .matches(place -> place.companyName().equals("Borg Inc") && place.role() == Role.CUSTOMER_MANAGER);
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.ACTIVE);
        jobs.runDue(customer.value());
        assertThat(instances(customer)).isZero();
        mailbox.await(email, "welcome");
        assertThat(onboarding.count("invitation where accepted_password_hash is not null or accepted_name is not null"))
                .isZero();
    }

    @Test
    void acceptanceIsPossibleBeforeTheMailWentOut() {
        var email = address();
        var customer = onboarding.invited(acme, "Borg Inc", email);
        assertThat(onboarding.accept(onboarding.invitation(acme, customer))).isInstanceOf(AcceptedNow.class);
        jobs.runDue(customer.value());
        assertThat(mailbox.to(email, "invitation")).isEmpty();
        assertThat(mailbox.to(email, "welcome")).hasSize(1);
    }

    @Test
    void aSecondAcceptanceFindsItAccepted() {
        var customer = onboarding.invited(acme, "Borg Inc", address());
        var invitation = onboarding.invitation(acme, customer);
        onboarding.accept(invitation);
        assertThat(onboarding.accept(invitation)).isEqualTo(new EndedBefore(InvitationStatus.ACCEPTED));
    }

    @Test
    void anAddressIsOneCustomerOfAVendorInAnySpelling() {
        var email = address();
        var first = onboarding.draft(acme, "Borg Inc", email);
        assertThatThrownBy(() -> onboarding.draft(acme, "Another", "  " + email.toUpperCase(Locale.ROOT)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("duplicate-customer");
                    assertThat(refused.details()).containsEntry("customerId", first);
                });
        onboarding.draft(onboarding.vendor("Globex"), "Borg Inc", email);
    }

    @Test
    void aForeignCustomerIsUnknown() {
        var customer = onboarding.invited(acme, "Borg Inc", address());
        var globex = onboarding.vendor("Globex");
        assertThatThrownBy(() -> list.get(globex.id(), customer)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> customers.revoke(globex.id(), customer, null, globex.admin()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> customers.resend(globex.id(), customer, globex.admin()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aResendKillsTheOldLinkAndBeginsAnewInTheSameInstance() {
        var email = address();
        var customer = onboarding.invited(acme, "Borg Inc", email);
        jobs.runDue(customer.value());
        var old = onboarding.invitation(acme, customer);
        clock.advance(Duration.ofDays(4));
        jobs.runDue(customer.value());
        assertThat(list.get(acme.id(), customer).remindersSent()).isOne();

        customers.resend(acme.id(), customer, acme.admin());
        jobs.runDue(customer.value());
        var row = list.get(acme.id(), customer);
        assertThat(row.remindersSent()).isZero();
        assertThat(row.invitation()).isNotEqualTo(old);
        assertThat(Duration.between(row.invitedAt(), row.expiresAt())).isEqualTo(Duration.ofDays(14));
        assertThat(instances(customer)).isOne();
        assertThat(onboarding.accept(old)).isEqualTo(new EndedBefore(InvitationStatus.SUPERSEDED));
        var mails = mailbox.await(email, "invitation", 2);
        assertThat(mails.get(0).link()).isNotEqualTo(mails.get(1).link());
    }

    @Test
    void remindersAndExpiryComeByTheTimers() {
        remindAtAnyHour();
        var email = address();
        var customer = onboarding.invited(acme, "Borg Inc", email);
        for (var day = 0; day <= 15; day++) {
            jobs.runDue(customer.value());
            clock.advance(Duration.ofDays(1));
        }
        assertThat(mailbox.to(email, "reminder")).hasSize(3);
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.EXPIRED);
        assertThat(onboarding.text("select status from customer where id = ?", customer.value()))
                .isEqualTo("EXPIRED");
        assertThat(instances(customer)).isZero();
    }

    @Test
    void ofTheRemindersOfAnOutageOnlyTheNewestIsSent() {
        remindAtAnyHour();
        var email = address();
        var customer = onboarding.invited(acme, "Borg Inc", email);
        jobs.runDue(customer.value());
        clock.advance(Duration.ofDays(8));
        jobs.runDue(customer.value());
        assertThat(mailbox.to(email, "reminder")).hasSize(1);
        assertThat(list.get(acme.id(), customer).remindersSent()).isOne();

        clock.advance(Duration.ofDays(4));
        jobs.runDue(customer.value());
        assertThat(mailbox.to(email, "reminder")).hasSize(2);
        assertThat(list.get(acme.id(), customer).remindersSent()).isEqualTo(2);
    }

    @Test
    void aLapsedInvitationIsExpiredBeforeItsTimerRan() {
        var customer = onboarding.invited(acme, "Borg Inc", address());
        jobs.runDue(customer.value());
        clock.advance(Duration.ofDays(14));
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.EXPIRED);
        assertThat(onboarding.accept(onboarding.invitation(acme, customer)))
                .isEqualTo(new EndedBefore(InvitationStatus.EXPIRED));
        assertThatThrownBy(() -> customers.revoke(acme.id(), customer, null, acme.admin()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.details()).containsEntry("status", "EXPIRED"));
    }

    @Test
    void invitingALapsedOneExpiresItFirst() {
        var customer = onboarding.invited(acme, "Borg Inc", address());
        var old = onboarding.invitation(acme, customer);
        jobs.runDue(customer.value());
        clock.advance(Duration.ofDays(20));
        customers.invite(acme.id(), customer, acme.admin());
        assertThat(invitations.find(old).orElseThrow().status()).isEqualTo(InvitationStatus.EXPIRED);
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.INVITED);
        assertThat(instances(customer)).isOne();
    }

    @Test
    void anEndedInvitationNeverBlocksANewOne() {
        var customer = onboarding.invited(acme, "Borg Inc", address());
        customers.revoke(acme.id(), customer, "not yet", acme.admin());
        customers.revoke(acme.id(), customer, "not yet", acme.admin());
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.REVOKED);
        assertThat(instances(customer)).isZero();
        clock.advance(Duration.ofMinutes(11));
        customers.invite(acme.id(), customer, acme.admin());
        assertThat(answers.decline(onboarding.invitation(acme, customer), "no need"))
                .isEqualTo(InvitationStatus.DECLINED);
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.DECLINED);
        clock.advance(Duration.ofMinutes(11));
        customers.invite(acme.id(), customer, acme.admin());
        assertThat(instances(customer)).isOne();
        assertThatThrownBy(() -> customers.invite(acme.id(), customer, acme.admin()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("already-invited"));
    }

    @Test
    void aCorrectedAddressTakesEverythingToANewRecord() {
        var customer = customers.add(
                acme.id(),
                new NewCustomer("Borg Inc", address(), "+14155552671", "B", true, "de", 7, null),
                acme.admin());
        jdbc.sql("""
                        insert into part (id, vendor_id, customer_id, number, description, created_at)
                        values (gen_random_uuid(), :vendor, :customer, 'P-1', 'Bracket', '2026-01-01')""")
                .param("vendor", acme.id().value())
                .param("customer", customer.value())
                .update();
        var corrected = address();
        var next = customers.correctAddress(acme.id(), customer, new EmailAddress(corrected), acme.admin());
        var old = list.get(acme.id(), customer);
        var row = list.get(acme.id(), next);
        assertThat(old.status()).isEqualTo(CustomerStatus.REVOKED);
        assertThat(old.partsReady()).isZero();
        assertThat(instances(customer)).isZero();
        assertThat(row.status()).isEqualTo(CustomerStatus.INVITED);
        assertThat(row.email().value()).isEqualTo(corrected);
        assertThat(row.phone()).isEqualTo("+14155552671");
        assertThat(row.ranking()).isEqualTo("B");
        assertThat(row.partsReady()).isOne();
        assertThat(Duration.between(row.invitedAt(), row.expiresAt())).isEqualTo(Duration.ofDays(7));
        jobs.runDue(next.value());
        mailbox.await(corrected, "invitation");
    }

    @Test
    void aCorrectedDraftIsADraftAndTheOldOneIsGone() {
        var customer = onboarding.draft(acme, "Borg Inc", address());
        var next = customers.correctAddress(acme.id(), customer, new EmailAddress(address()), acme.admin());
        assertThat(onboarding.status(acme, next)).isEqualTo(CustomerStatus.DRAFT);
        assertThatThrownBy(() -> list.get(acme.id(), customer)).isInstanceOf(NotFound.class);
        assertThat(onboarding.count("timeline where customer_id = ?", customer.value()))
                .isPositive();
    }

    @Test
    void aLoginOfAnotherVendorsCustomerJoinsWithItsCompany() {
        var email = address();
        var first = onboarding.invited(acme, "Borg Inc", email);
        var login = ((AcceptedNow) onboarding.accept(onboarding.invitation(acme, first))).account();
        var globex = onboarding.vendor("Globex");
        var second = onboarding.invited(globex, "The Borg", email);
        var invitation = onboarding.invitation(globex, second);

        assertThat(onboarding.accept(invitation)).isInstanceOf(SignInFirst.class);
        assertThat(onboarding.accept(invitation, new AccountId(UUID.randomUUID()), null))
                .isInstanceOf(WrongAccount.class);
        assertThat(onboarding.accept(invitation, login, null))
                .isInstanceOfSatisfying(
                        AcceptedNow.class, now -> assertThat(now.account()).isEqualTo(login));
        assertThat(companies.memberships(login)).hasSize(1);
        assertThat(list.get(globex.id(), second).ownName()).isEqualTo("Borg Inc");
        assertThat(list.get(globex.id(), second).companyName()).isEqualTo("The Borg");
    }

    @Test
    void aManagerOfSeveralCompaniesChooses() {
        var email = address();
        var first = onboarding.invited(acme, "Borg Inc", email);
        var login = ((AcceptedNow) onboarding.accept(onboarding.invitation(acme, first))).account();
        var other = companies.open("Borg Services", null, login);
        var globex = onboarding.vendor("Globex");
        var second = onboarding.invited(globex, "The Borg", email);
        var invitation = onboarding.invitation(globex, second);
        assertThat(onboarding.accept(invitation, login, null)).isInstanceOf(ChoiceNeeded.class);
        assertThat(onboarding.accept(invitation, login, other.value()))
                .isEqualTo(new AcceptedNow(login, other.value()));
        assertThat(list.get(globex.id(), second).ownName()).isEqualTo("Borg Services");
    }

    @Test
    void aLoginThatManagesNoFreeCompanyOpensANewOne() {
        var company = onboarding.invited(acme, "Somebody else's", address());
        var manager = ((AcceptedNow) onboarding.accept(onboarding.invitation(acme, company))).account();
        var user = accounts.open(
                new NewAccount(new EmailAddress(address()), "Uma User", Onboarding.PASSWORD_HASH, Locale.ENGLISH, "1"));
        companies.join(new CompanyId(companies.memberships(manager).get(0).companyId()), user, Role.CUSTOMER_USER);
        var globex = onboarding.vendor("Globex");

        for (var login : List.of(user, acme.admin())) {
            var email = accounts.find(login).orElseThrow().email().value();
            var customer = onboarding.invited(globex, "As invited", email);
            assertThat(onboarding.accept(onboarding.invitation(globex, customer), login, null))
                    .isInstanceOf(AcceptedNow.class);
            assertThat(list.get(globex.id(), customer).ownName()).isEqualTo("As invited");
            assertThat(companies.memberships(login))
                    .filteredOn(place -> place.companyName().equals("As invited"))
                    .singleElement()
                    .satisfies(place -> assertThat(place.role()).isEqualTo(Role.CUSTOMER_MANAGER));
        }
    }

    @Test
    void deactivationTouchesThisVendorOnly() {
        var customer = onboarding.invited(acme, "Borg Inc", address());
        var login = ((AcceptedNow) onboarding.accept(onboarding.invitation(acme, customer))).account();
        customers.deactivate(acme.id(), customer, acme.admin());
        customers.deactivate(acme.id(), customer, acme.admin());
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.DEACTIVATED);
        assertThat(companies.memberships(login)).hasSize(1);
        customers.reactivate(acme.id(), customer, acme.admin());
        customers.reactivate(acme.id(), customer, acme.admin());
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.ACTIVE);
    }

    @Test
    void theDatabaseRefusesAnEditOfAnAddressAndOfTheTimeline() {
        var customer = onboarding.draft(acme, "Borg Inc", address());
        assertThatThrownBy(() -> jdbc.sql("update customer set email = 'x@y.example' where id = ?")
                        .param(customer.value())
                        .update())
                .hasMessageContaining("cannot be edited");
        assertThatThrownBy(() -> jdbc.sql("update account set email = 'x@y.example' where id = ?")
                        .param(acme.admin().value())
                        .update())
                .hasMessageContaining("cannot be edited");
        assertThatThrownBy(() -> jdbc.sql("delete from timeline where customer_id = ?")
                        .param(customer.value())
                        .update())
                .hasMessageContaining("append-only");
    }

    @Test
    void noTableHoldsTheTokenAndTheEngineHoldsNoPersonalData() {
        var email = address();
        var customer = onboarding.invited(acme, "Unmistakable Borg", email);
        jobs.runDue(customer.value());
        var link = mailbox.await(email, "invitation").link();
        var token = link.substring(link.lastIndexOf('/') + 1);
        onboarding.accept(onboarding.invitation(acme, customer));
        jobs.runDue(customer.value());
        for (var table : jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list()) {
            assertThat(onboarding.count(table + " t where t::text like ?", "%" + token + "%"))
                    .as("token in %s", table)
                    .isZero();
            if (table.startsWith("act_")) {
                assertThat(onboarding.count(
                                table + " t where t::text ilike ? or t::text ilike ? or t::text ilike ?",
                                "%" + email + "%",
                                "%Unmistakable%",
                                "%Cora%"))
                        .as("personal data in %s", table)
                        .isZero();
            }
        }
    }

    @Test
    void theTimelineShowsWhatHappened() {
        var email = address();
        var customer = onboarding.invited(acme, "Borg Inc", email);
        jobs.runDue(customer.value());
        customers.revoke(acme.id(), customer, "Wrong month", acme.admin());
        assertThat(activity.timeline(acme.id(), customer, Locale.ENGLISH))
                .extracting(TimelineEntry::type)
                .startsWith("CREATED", "INVITED")
                .contains("MAIL_SENT", "REVOKED");
        assertThat(activity.timeline(acme.id(), customer, Locale.ENGLISH))
                .anySatisfy(entry -> assertThat(entry.text()).contains("Wrong month"))
                .anySatisfy(entry -> assertThat(entry.by()).isEqualTo("Ada Admin"));
    }
}
