package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.PartsPortalApplication;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyUsers;
import com.partsportal.dev.DevelopmentRun;
import com.partsportal.testing.PortalTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** What somebody does on one node counts at the next request on the other one: two portals on one database. */
@PortalTest
@TestInstance(Lifecycle.PER_CLASS)
class TwoNodesTests {

    @Value("${portal.base-url}")
    String base;

    @Autowired
    Environment environment;

    @Autowired
    LoginsByRole people;

    @Autowired
    Companies companies;

    @Autowired
    CompanyUsers users;

    private @Nullable ConfigurableApplicationContext second;
    private Browser here;
    private Browser there;

    @BeforeEach
    void twoNodes() {
        if (second == null) {
            second = new SpringApplicationBuilder(PartsPortalApplication.class)
                    .initializers(DevelopmentRun::leaveOutTests)
                    .profiles("test")
                    .run(
                            "--server.port=0",
                            "--portal.base-url=" + base,
                            "--camunda.bpm.job-execution.enabled=false",
                            given("spring.datasource.url"),
                            given("spring.datasource.username"),
                            given("spring.datasource.password"),
                            given("spring.mail.host"),
                            given("spring.mail.port"),
                            given("portal.shutdown-delay"));
        }
        here = new Browser(base);
        there = here.at("http://localhost:" + second.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @AfterAll
    void onlyOne() {
        if (second != null) {
            second.close();
        }
    }

    private String given(String property) {
        return "--" + property + "=" + environment.getRequiredProperty(property);
    }

    @Test
    void aSessionIsOneOnEveryNodeAndEndsOnEveryNode() {
        var person = people.with(Role.CUSTOMER_MANAGER);
        here.as(person);
        assertThat(there.get("/portal/profile").statusCode()).isEqualTo(200);
        there.submit("/portal", "/logout");
        assertThat(Browser.location(here.get("/portal"))).startsWith("/login");

        here.as(person);
        var elsewhere = new Browser(base).as(person);
        there.submit("/portal/profile", "/portal/profile/sessions");
        assertThat(Browser.location(elsewhere.get("/portal"))).startsWith("/login");

        here.as(person);
        elsewhere.as(person);
        there.submit(
                "/portal/profile",
                "/portal/profile/password",
                "current",
                LoginsByRole.PASSWORD,
                "password",
                "seven green lathes hum");
        assertThat(Browser.location(elsewhere.get("/portal"))).startsWith("/login");
        assertThat(here.get("/portal").statusCode()).isEqualTo(200);
    }

    @Test
    void aChangedRoleAndAnEndedMembershipCountOnEveryNode() {
        var manager = people.with(Role.CUSTOMER_MANAGER);
        var company = manager.company().orElseThrow();
        var member = people.with(Role.CUSTOMER_USER);
        companies.join(company, member.id(), Role.CUSTOMER_USER);
        var membership = users.members(company).stream()
                .filter(one -> one.account().equals(member.id()))
                .findFirst()
                .orElseThrow()
                .id();
        there.as(manager);
        var members = new Browser(base).as(member);
        members.submit("/portal", "/membership", "organisation", company.toString());
        assertThat(members.get("/portal/users").statusCode()).isEqualTo(403);

        there.submit("/portal/users", "/portal/users/" + membership + "/role", "role", "CUSTOMER_MANAGER");
        assertThat(members.get("/portal/users").statusCode()).isEqualTo(200);

        there.submit("/portal/users", "/portal/users/" + membership + "/remove");
        assertThat(members.get("/portal/users").statusCode()).isEqualTo(403);
        assertThat(users.members(company)).hasSize(1);
    }

    @Test
    void aPasskeyIsMadeOnOneNodeWithTheQuestionOfTheOther() {
        here.as(people.with(Role.CUSTOMER_MANAGER));

        here.submit(
                "/portal/profile",
                "/portal/profile/passkeys",
                "passkeyName",
                "Phone",
                "passkeyPassword",
                LoginsByRole.PASSWORD);

        var question = there.get("/portal/profile/passkeys/new");
        assertThat(question.statusCode()).isEqualTo(200);
        assertThat(question.body()).contains("challenge");
    }
}
