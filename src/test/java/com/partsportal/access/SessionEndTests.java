package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.PortalTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sessions that end by themselves. */
@PortalTest
class SessionEndTests {

    @Value("${portal.base-url}")
    String base;

    @Autowired
    LoginsByRole people;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void staffSignsInAnewAfterTwelveHours() {
        var agent = new Browser(base).as(people.with(Role.SUPPORT));
        clock.advance(Duration.ofHours(12).minusMinutes(1));
        assertThat(agent.get("/portal/profile").statusCode()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(1));

        assertThat(Browser.location(agent.get("/camunda/app/tasklist/default/")))
                .startsWith("/login?continue=");
        clock.reset();
        assertThat(Browser.location(agent.get("/portal/profile")))
                .as("it is gone, not hidden")
                .startsWith("/login");
    }

    @Test
    void staffSignsInAnewAfterEightHoursOfNothing() {
        var administrator = people.with(Role.ADMIN);
        var browser = new Browser(base).as(administrator);
        idleFor(administrator, Duration.ofHours(8).minusMinutes(1));
        assertThat(browser.get("/admin/staff").statusCode()).isEqualTo(200);

        idleFor(administrator, Duration.ofHours(8));

        assertThat(Browser.location(browser.get("/admin/staff"))).startsWith("/login?continue=");
    }

    @Test
    void othersStayLongerButNotForEver() {
        var member = new Browser(base).as(people.with(Role.TEAM_MEMBER));
        clock.advance(Duration.ofDays(30).minusMinutes(1));
        assertThat(member.get("/vendor/customers").statusCode()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(1));

        assertThat(Browser.location(member.get("/vendor/customers"))).startsWith("/login?continue=");
    }

    /** The table knows when a session was last used by the machine's clock, as Spring Session does. */
    private void idleFor(LoginsByRole.Person person, Duration time) {
        jdbc.update(
                "update spring_session set last_access_time = last_access_time - ?, expiry_time = expiry_time - ? where principal_name = ?",
                time.toMillis(),
                time.toMillis(),
                person.id().toString());
    }
}
