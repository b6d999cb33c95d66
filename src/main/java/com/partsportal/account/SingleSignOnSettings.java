package com.partsportal.account;

import com.partsportal.shared.BadSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Single sign-on of staff by OpenID Connect; off without an issuer. Where it is on, staff signs in at the provider only: no
 * password, passkey or mailed link of staff works, and a second factor is the provider's task.
 *
 * @param issuer address of the provider, which describes itself under {@code /.well-known/openid-configuration};
 *     {@code PORTAL_STAFF_SSO_ISSUER}
 * @param clientId id of the portal at the provider
 * @param clientSecret secret of the portal at the provider
 * @param name what people call the provider; shown on the sign-in page
 * @param scopes what the portal asks the provider for
 * @param verifiedClaim the claim that says that the email is proven
 * @param groupsClaim the claim that lists the person's groups
 * @param groups which groups give which role; without any, administrators give roles in the portal
 */
@ConfigurationProperties("portal.staff.sso")
public record SingleSignOnSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("single sign-on") String name,
        @DefaultValue({"openid", "email", "profile"}) Set<String> scopes,
        @DefaultValue("email_verified") String verifiedClaim,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue Groups groups) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public SingleSignOnSettings {
        issuer = issuer.strip();
        if (!issuer.isEmpty()) {
            check(issuer);
            require(clientId, "PORTAL_STAFF_SSO_CLIENT_ID");
            require(clientSecret, "PORTAL_STAFF_SSO_CLIENT_SECRET");
            if (!scopes.contains("openid")) {
                throw new BadSetting("PORTAL_STAFF_SSO_SCOPES must contain openid");
            }
        }
    }

    /**
     * Groups at the provider, by the role that they give. Somebody in groups of several roles gets the first of administrator,
     * process owner, support lead, support.
     *
     * @param admin of administrators
     * @param processOwner of process owners
     * @param supportLead of support leads
     * @param support of support agents
     */
    public record Groups(
            @DefaultValue Set<String> admin,
            @DefaultValue Set<String> processOwner,
            @DefaultValue Set<String> supportLead,
            @DefaultValue Set<String> support) {

        private Optional<Role> role(Collection<String> of) {
            if (of.stream().anyMatch(admin::contains)) {
                return Optional.of(Role.ADMIN);
            }
            if (of.stream().anyMatch(processOwner::contains)) {
                return Optional.of(Role.PROCESS_OWNER);
            }
            if (of.stream().anyMatch(supportLead::contains)) {
                return Optional.of(Role.SUPPORT_LEAD);
            }
            return of.stream().anyMatch(support::contains) ? Optional.of(Role.SUPPORT) : Optional.empty();
        }

        private boolean isEmpty() {
            return admin.isEmpty() && processOwner.isEmpty() && supportLead.isEmpty() && support.isEmpty();
        }
    }

    /** Whether staff signs in at the provider. */
    public boolean isOn() {
        return !issuer.isEmpty();
    }

    /** Whether such a login signs in at the provider and in no other way. */
    public boolean appliesTo(boolean staff) {
        return staff && isOn();
    }

    /** Whether the groups at the provider decide who has which role. */
    public boolean decidesRoles() {
        return isOn() && !groups.isEmpty();
    }

    /** What people call the provider; null where there is none. */
    public @Nullable String nameWhereOn() {
        return isOn() ? name : null;
    }

    Optional<Role> role(Collection<String> ofGroups) {
        return groups.role(ofGroups);
    }

    private static void require(String value, String variable) {
        if (!StringUtils.hasText(value)) {
            throw new BadSetting(variable + " is not set, but PORTAL_STAFF_SSO_ISSUER is");
        }
    }

    private static void check(String issuer) {
        try {
            var uri = new URI(issuer);
            var secure = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
            if (secure && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new BadSetting("PORTAL_STAFF_SSO_ISSUER must be an https address without query: " + issuer);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SingleSignOnSettings[" + issuer + "]";
    }
}
