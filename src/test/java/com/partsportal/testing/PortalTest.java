package com.partsportal.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ActiveProfiles;

/**
 * The whole portal on a real PostgreSQL and a real SMTP server, at {@code portal.base-url} on a free port and behind {@code MockMvc}.
 *
 * <p>All classes without properties of their own share one context: start is what costs. Each class begins with empty tables
 * and mailboxes; after each test the {@link com.partsportal.dev.MovableClock} goes back to now and the job executor, which
 * is off unless a test calls {@link Jobs#startBackground()}, is stopped. Tests of one class share the tables: use addresses of their own.
 */
@Tag("portal")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@AutoConfigureMockMvc
@ActiveProfiles("test")
@Import({People.class, Pages.class, Statements.class})
@PortalContext
@ExtendWith(PortalExtension.class)
public @interface PortalTest {

    /** Properties that only this class wants; each different set costs a context of its own. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] properties() default {};
}
