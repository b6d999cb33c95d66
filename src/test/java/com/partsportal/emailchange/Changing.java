package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Passwords;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Tokens;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.TestCompany;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The words in which tests tell what requesters, mailboxes and agents do. */
class Changing {

    private final EmailChanges changes;
    private final Accounts accounts;
    private final Passwords passwords;
    private final People people;
    private final Mailbox mailbox;
    private final Jobs jobs;
    private final JdbcClient jdbc;

    Changing(
            EmailChanges changes,
            Accounts accounts,
            Passwords passwords,
            People people,
            Mailbox mailbox,
            Jobs jobs,
            JdbcClient jdbc) {
        this.changes = changes;
        this.accounts = accounts;
        this.passwords = passwords;
        this.people = people;
        this.mailbox = mailbox;
        this.jobs = jobs;
        this.jdbc = jdbc;
    }

    static String address(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8) + "@change.example";
    }

    TestCompany company() {
        return people.company(people.vendor("Acme Machining", address("vendor")), "Initech", address("manager"));
    }

    AccountId agent(Role role) {
        return accounts.openStaff(
                new EmailAddress(address("agent")),
                "Sam Support",
                role,
                Locale.ENGLISH,
                passwords.hash(People.PASSWORD));
    }

    EmailChangeId signedIn(TestCompany company, String to) {
        return changes.request(new NewEmailChange(
                new EmailAddress(company.email()),
                new EmailAddress(to),
                "Our domain has changed",
                ChangeSource.SIGNED_IN,
                company.manager(),
                Locale.ENGLISH));
    }

    EmailChangeId signedOut(String from, String to) {
        return changes.request(new NewEmailChange(
                new EmailAddress(from),
                new EmailAddress(to),
                "I lost my mailbox",
                ChangeSource.SIGNED_OUT,
                null,
                Locale.ENGLISH));
    }

    /** What stands in the link of that mail. */
    String token(String recipient, String kind) {
        jobs.runDue();
        var path = mailbox.await(recipient, kind).path();
        var token = path.substring(path.lastIndexOf('/') + 1);
        if (!Tokens.isWellFormed(token)) {
            throw new AssertionError(path);
        }
        return token;
    }

    String email(AccountId account) {
        return accounts.find(account).orElseThrow().email().value();
    }

    /** Other names than those that all companies of tests have. */
    void rename(TestCompany company, String manager, String name) {
        jdbc.sql("update account set name = ? where id = ?")
                .params(manager, company.manager().value())
                .update();
        jdbc.sql("update company set name = ? where id = ?")
                .params(name, company.id().value())
                .update();
    }

    long count(String sql, Object... params) {
        return jdbc.sql("select count(*) from " + sql)
                .params(params)
                .query(Long.class)
                .single();
    }

    String text(String sql, Object... params) {
        return jdbc.sql(sql).params(params).query(String.class).single();
    }
}
