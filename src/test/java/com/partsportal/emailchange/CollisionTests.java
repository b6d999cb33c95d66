package com.partsportal.emailchange;

import static com.partsportal.emailchange.Changing.address;
import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.dev.MovableClock;
import com.partsportal.invitation.InvitationAnswers;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What other modules do with an address that an open request wants is seen at the agent's task at once: in the
 * transaction that does it.
 */
@PortalTest
class CollisionTests {

    private static final String INVITED = "An open invitation was sent to the new address.";
    private static final String ANOTHER_LOGIN = "The new address is another login's.";
    private static final String RESERVED = "The new address was another login's not long ago and is reserved.";
    private static final String CUSTOMER =
            "A vendor of this customer has another customer record with the new address.";

    @Autowired
    Customers customers;

    @Autowired
    InvitationAnswers answers;

    @Autowired
    Accounts accounts;

    @Autowired
    EmailChanges changes;

    @Autowired
    People people;

    @Autowired
    Jobs jobs;

    @Autowired
    TaskService tasks;

    @Autowired
    MovableClock clock;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    private Changing changing;
    private String wanted;
    private TestVendor vendor;
    private TestCompany company;
    private TestVendor other;
    private EmailChangeId id;

    @BeforeEach
    void aRequestThatAnAgentLooksAt(@Autowired AutowireCapableBeanFactory beans) {
        changing = beans.createBean(Changing.class);
        wanted = address("wanted");
        vendor = people.vendor("Acme Machining", address("vendor"));
        company = people.company(vendor, "Initech", address("manager"));
        other = people.vendor("Globex", address("globex"));
        id = changing.signedIn(company, wanted);
        assertFree();
    }

    @Test
    void anInvitationAndItsRevocation() {
        var customer = invite();
        assertSame("invitation", "customer_id", customer);
        assertCollides(INVITED);
        customers.revoke(other.id(), customer, null, null);
        assertSame("invitation", "customer_id", customer);
        assertFree();
        customers.invite(other.id(), customer, null);
        assertCollides(INVITED);
    }

    @Test
    void anInvitationThatIsDeclined() {
        var customer = invite();
        answers.decline(invitation(customer), null);
        assertSame("invitation", "customer_id", customer);
        assertFree();
    }

    @Test
    void anInvitationThatExpires() {
        var customer = invite(2);
        assertCollides(INVITED);
        clock.advance(Duration.ofDays(2).plusMinutes(1));
        jobs.runDue();
        assertSame("invitation", "customer_id", customer);
        assertFree();
    }

    @Test
    void anInvitationThatIsAccepted() {
        var customer = invite();
        people.accept(invitation(customer), "Ivan");
        assertSame("invitation", "customer_id", customer);
        assertCollides(ANOTHER_LOGIN);
    }

    @Test
    void aCustomerRecordOfTheSameVendor() {
        var customer = customers.add(vendor.id(), draft(), vendor.admin());
        assertSame("customer", "id", customer);
        assertCollides(CUSTOMER);
        customers.discard(vendor.id(), customer, vendor.admin());
        assertFree();
    }

    @Test
    void aVendorThatBecomesOneOfThisCustomers() {
        customers.add(other.id(), draft(), other.admin());
        assertFree();
        var linked = people.invite(other, "Initech", company.email());
        people.link(invitation(linked), company.manager().value());
        assertSame("customer", "id", linked);
        assertCollides(CUSTOMER);
    }

    @Test
    void aNewLoginOfStaff() {
        var staff = accounts.openStaff(new EmailAddress(wanted), "Sam", Role.SUPPORT, Locale.ENGLISH, People.HASH);
        assertThat(jdbc.sql("select xmin::text from account where id = ?")
                        .param(staff.value())
                        .query(String.class)
                        .single())
                .isEqualTo(shownBy());
        assertCollides(ANOTHER_LOGIN);
    }

    @Test
    void aLoginWhoseAddressChanges() {
        var holder = people.company(other, "Umbrella", address("holder"));
        transactions.executeWithoutResult(
                status -> accounts.changeAddress(holder.manager(), new EmailAddress(wanted), clock.instant()));
        assertCollides(ANOTHER_LOGIN);
        transactions.executeWithoutResult(status -> accounts.changeAddress(
                holder.manager(),
                new EmailAddress(address("moved")),
                clock.instant().plus(Duration.ofDays(180))));
        assertCollides(RESERVED);
    }

    @Test
    void nothingIsShownOfWhatWasRolledBack() {
        transactions.executeWithoutResult(status -> {
            invite();
            status.setRollbackOnly();
        });
        assertFree();
    }

    private CustomerId invite() {
        return invite(5);
    }

    private CustomerId invite(int days) {
        return customers.add(
                other.id(), new NewCustomer("Other", wanted, null, "A", true, null, days, null, null), other.admin());
    }

    private NewCustomer draft() {
        return new NewCustomer("Other", wanted, null, "A", false, null, null, null, null);
    }

    private InvitationId invitation(CustomerId customer) {
        return new InvitationId(jdbc.sql("select invitation_id from customer where id = ?")
                .param(customer.value())
                .query(UUID.class)
                .single());
    }

    private void assertFree() {
        assertThat(shown()).startsWith("Yes");
    }

    private void assertCollides(String how) {
        assertThat(shown()).isEqualTo(how);
    }

    private String shown() {
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .singleResult();
        return (String) tasks.getVariable(task.getId(), "collisions");
    }

    /** The last transaction that changed this row is the one that changed what the task shows. */
    private void assertSame(String table, String column, CustomerId customer) {
        assertThat(jdbc.sql("select xmin::text from " + table + " where " + column + " = ?")
                        .param(customer.value())
                        .query(String.class)
                        .list())
                .contains(shownBy());
    }

    private String shownBy() {
        return jdbc.sql("""
                        select v.xmin::text from act_ru_variable v join act_ru_execution e on e.id_ = v.proc_inst_id_
                        where v.name_ = 'collisions' and e.business_key_ = ?""").param(id.toString()).query(String.class).single();
    }
}
