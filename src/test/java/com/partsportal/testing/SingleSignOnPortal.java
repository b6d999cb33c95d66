package com.partsportal.testing;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A portal whose staff signs in at {@link IdentityProvider}, where the groups give the roles; classes that extend it share one. */
@PortalTest(
        properties = {
            "portal.staff.second-factor=required",
            "portal.staff.sso.client-id=" + IdentityProvider.CLIENT,
            "portal.staff.sso.client-secret=" + IdentityProvider.SECRET,
            "portal.staff.sso.name=Portal ID",
            "portal.staff.sso.groups.admin=portal-admins",
            "portal.staff.sso.groups.process-owner=portal-owners",
            "portal.staff.sso.groups.support-lead=portal-leads",
            "portal.staff.sso.groups.support=portal-support,helpdesk"
        })
public abstract class SingleSignOnPortal {

    @Value("${portal.base-url}")
    protected String base;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("portal.staff.sso.issuer", IdentityProvider::issuer);
    }

    @BeforeEach
    void introducePortalAndProvider() {
        IdentityProvider.admit(base);
    }
}
