package com.partsportal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.EmailAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.util.ReflectionTestUtils;

/** The rules of a login and of who is signed in, without a database. */
class AccountTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final UUID ID = UUID.randomUUID();
    private static final EmailAddress EMAIL = new EmailAddress("ada@portal.example");

    private final Account account = Account.ofStaff(ID, EMAIL, "Ada Admin", Role.ADMIN, Locale.GERMAN, NOW);

    @Test
    void staffBeginsActiveAndWithoutAPassword() {
        assertThat(account.id()).isEqualTo(new AccountId(ID));
        assertThat(account.email()).isEqualTo(EMAIL);
        assertThat(account.name()).isEqualTo("Ada Admin");
        assertThat(account.language()).isEqualTo(Locale.GERMAN);
        assertThat(account.phone()).isNull();
        assertThat(account.termsVersion()).isNull();
        assertThat(account.isActive()).isTrue();
        assertThat(account.isStaff()).isTrue();
        assertThat(account.isRetired()).isFalse();
        assertThat(account.hasPassword()).isFalse();
        assertThat(account.isActiveAdministrator()).isTrue();
        assertThat(account.row())
                .isEqualTo(new AccountRow(
                        new AccountId(ID), EMAIL, "Ada Admin", true, Role.ADMIN, Locale.GERMAN, null, false, Set.of()));
        assertThat(account.staffRow())
                .isEqualTo(new StaffRow(new AccountId(ID), EMAIL, "Ada Admin", Role.ADMIN, true, false, null));
    }

    @Test
    void aPasswordIsSetAndForgotten() {
        account.setPassword("hash", NOW);
        assertThat(account.hasPassword()).isTrue();
        assertThat(account.staffRow().hasPassword()).isTrue();
        assertThat(account.credentials()).isEqualTo(new Credentials(new AccountId(ID), "hash", NOW, true, true));
        account.forgetPassword(NOW.plusSeconds(1));
        assertThat(account.credentials().passwordHash()).isNull();
        assertThat(account.credentials().passwordChangedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void aDeactivatedAdministratorIsNone() {
        account.deactivate();
        assertThat(account.isActive()).isFalse();
        assertThat(account.isActiveAdministrator()).isFalse();
        account.reactivate();
        assertThat(account.isActiveAdministrator()).isTrue();
        assertThat(account.changeRole(Role.SUPPORT)).isTrue();
        assertThat(account.isActiveAdministrator()).isFalse();
        assertThat(account.changeRole(Role.SUPPORT)).isFalse();
    }

    @Test
    void onlyARoleOfStaffIsTaken() {
        assertThatThrownBy(() -> account.changeRole(Role.VENDOR_ADMIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRetiredLoginHasNeitherPasswordNorPhone() {
        account.setPassword("hash", NOW);
        ReflectionTestUtils.setField(account, "phone", "+493012345678");
        assertThat(account.phone()).isEqualTo("+493012345678");
        account.retire(NOW);
        assertThat(account.isActive()).isFalse();
        assertThat(account.isRetired()).isTrue();
        assertThat(account.hasPassword()).isFalse();
        assertThat(account.phone()).isNull();
    }

    @Test
    void whoAgreedToOlderTermsMustAgreeAgainButStaffNever() {
        assertThat(account.mustAgreeTo("2")).isFalse();
        account.agree("1", NOW);
        assertThat(account.termsVersion()).isEqualTo("1");
        assertThat(account.mustAgreeTo("2")).as("staff").isFalse();
        ReflectionTestUtils.setField(account, "staffRole", null);
        assertThat(account.isStaff()).isFalse();
        assertThat(account.mustAgreeTo("2")).isTrue();
        assertThat(account.mustAgreeTo("1")).isFalse();
        ReflectionTestUtils.setField(account, "termsVersion", null);
        assertThat(account.mustAgreeTo("2")).as("never agreed to any").isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "VENDOR_ADMIN, vendor",
        "TEAM_MEMBER, vendor",
        "CUSTOMER_MANAGER, customer",
        "CUSTOMER_USER, customer",
        "SUPPORT, staff",
        "SUPPORT_LEAD, staff",
        "PROCESS_OWNER, staff",
        "ADMIN, staff"
    })
    void aRoleBelongsToOneKindOfOrganisation(Role role, String kind) {
        assertThat(role.isVendor()).isEqualTo(kind.equals("vendor"));
        assertThat(role.isCustomer()).isEqualTo(kind.equals("customer"));
        assertThat(role.isStaff()).isEqualTo(kind.equals("staff"));
    }

    @Test
    void theChosenMembershipIsTheOrganisation() {
        var vendor = UUID.randomUUID();
        var company = UUID.randomUUID();
        var ofVendor = signedIn(Set.of(Role.VENDOR_ADMIN), vendor, null);
        assertThat(ofVendor.vendor()).isEqualTo(vendor);
        assertThat(ofVendor.organisation()).contains(vendor);
        assertThat(ofVendor.is(Role.VENDOR_ADMIN)).isTrue();
        assertThat(ofVendor.is(Role.TEAM_MEMBER)).isFalse();
        assertThat(ofVendor.isStaff()).isFalse();
        assertThatThrownBy(ofVendor::company).isInstanceOf(IllegalStateException.class);
        assertThat(ofVendor.membership(vendor)).isPresent();
        assertThat(ofVendor.membership(company)).isEmpty();

        var ofCompany = signedIn(Set.of(Role.CUSTOMER_USER), null, company);
        assertThat(ofCompany.company()).isEqualTo(company);
        assertThat(ofCompany.organisation()).contains(company);
        assertThatThrownBy(ofCompany::vendor).isInstanceOf(IllegalStateException.class);

        var ofStaff = signedIn(Set.of(Role.SUPPORT), null, null);
        assertThat(ofStaff.isStaff()).isTrue();
        assertThat(ofStaff.organisation()).isEmpty();
    }

    @Test
    void aSignedInPersonIsNamedByTheIdAlone() {
        var person = signedIn(Set.of(Role.SUPPORT), null, null);
        assertThat(person.getName()).isEqualTo(ID.toString());
        assertThat(person).hasToString("SignedIn[" + ID + " [SUPPORT]]");
    }

    private static SignedIn signedIn(Set<Role> roles, UUID vendor, UUID company) {
        var organisation = vendor == null ? company : vendor;
        return new SignedIn(
                new AccountId(ID),
                EMAIL,
                "Ada",
                roles,
                vendor,
                "Acme",
                ZoneId.of("UTC"),
                company,
                "Borg",
                organisation == null
                        ? List.of()
                        : List.of(new SignedIn.Membership(
                                organisation, "Acme", roles.iterator().next())),
                false);
    }
}
