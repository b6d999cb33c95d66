package com.partsportal.testing;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Passwords;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.Cookie;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Vendors with their people, made by the doors; there in every {@link PortalTest}. */
public final class People {

    /** Everybody's. */
    public static final String PASSWORD = "seven green lathes hum";

    @Autowired
    private Vendors vendors;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Passwords passwords;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private MockMvc mvc;

    /** A vendor and its first Vendor Admin. */
    public record Shop(VendorId vendor, String name, AccountId admin, String email) {}

    public Shop shop(String name, String adminEmail) {
        var hash = passwords.hash(PASSWORD);
        return transactions.execute(status -> {
            var vendor = vendors.open(name);
            var admin = accounts.open(
                    new NewAccount(new EmailAddress(adminEmail), "Vera Vendor", hash, Locale.ENGLISH, null));
            vendors.join(vendor, admin, Role.VENDOR_ADMIN);
            return new Shop(vendor, name, admin, adminEmail);
        });
    }

    /** The cookie of a session of that login, begun at the sign-in page. */
    public Cookie session(String email) {
        try {
            var answer = mvc.perform(post("/login")
                            .param("email", email)
                            .param("password", PASSWORD)
                            .with(csrf()))
                    .andReturn()
                    .getResponse();
            var cookie = answer.getCookie("portal-session");
            if (cookie == null) {
                throw new AssertionError("no session for " + email + ": " + answer.getStatus());
            }
            return cookie;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
