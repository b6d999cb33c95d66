package com.partsportal.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A membership's states, and how an edited profile meets changes that others made meanwhile; without a database. */
class CompanyRulesTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void aManagerIsOneWhileActive() {
        var id = UUID.randomUUID();
        var account = UUID.randomUUID();
        var user = new CompanyUser(id, UUID.randomUUID(), account, Role.CUSTOMER_USER, false, NOW);
        assertThat(user.id()).isEqualTo(id);
        assertThat(user.account()).isEqualTo(new AccountId(account));
        assertThat(user.role()).isEqualTo(Role.CUSTOMER_USER);
        assertThat(user.isActive()).isTrue();
        assertThat(user.isActiveManager()).isFalse();
        user.change(Role.CUSTOMER_MANAGER);
        assertThat(user.isActiveManager()).isTrue();
        user.deactivate();
        assertThat(user.isActive()).isFalse();
        assertThat(user.isActiveManager()).isFalse();
        user.reactivate();
        assertThat(user.isActiveManager()).isTrue();
        user.end(NOW);
        assertThat(user.isActive()).isFalse();
        user.reactivate();
        assertThat(user.isActive()).as("the end is for good").isFalse();
        assertThatThrownBy(() -> user.change(Role.SUPPORT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFormShowsTheProfile() {
        var form = EditedCompany.of(new CompanyProfile("Borg", "+4930", "Street 1", "DE", null, null, "DE1", 4));
        assertThat(form).isEqualTo(new EditedCompany("Borg", "+4930", "Street 1", "DE", null, null, "yes", "DE1", "4"));
        assertThat(EditedCompany.of(new CompanyProfile("Borg", null, "Street 1", null, "Box 2", null, null, 4))
                        .sameAsShipping())
                .isNull();
        assertThat(EditedCompany.of(new CompanyProfile("Borg", null, null, null, null, null, null, 4))
                        .sameAsShipping())
                .isNull();
    }

    @Test
    void whatThePersonChangedStaysAndWhatTheyLeftFollowsTheOthers() {
        var form = new EditedCompany("Borg", "+4930", "Street 1", "DE", "Box 1", "AT", null, "DE1", "4");
        var present = new CompanyProfile("Borg AG", "+4931", "Street 2", "FR", "Box 2", "BE", "DE2", 6);
        var others = List.of(
                change("companyName", "Borg", "Borg AG"),
                change("phone", "+4939", "+4931"),
                change("shippingAddress", "Street 1 ", "Street 2"),
                change("shippingCountry", "IT", "FR"),
                change("billingAddress", "Box 1", "Box 2"),
                change("billingCountry", "AT", "BE"));
        assertThat(form.onTopOf(present, others))
                .isEqualTo(new EditedCompany("Borg AG", "+4930", "Street 2", "DE", "Box 2", "BE", null, "DE1", "6"));
    }

    @Test
    void theOldestChangeSaysWhatThePersonHadFound() {
        var form = new EditedCompany("Borg", null, "One\r\nTwo", null, null, null, "yes", null, "4");
        var present = new CompanyProfile("Borg 3", null, "Three", null, "Box", null, "DE9", 6);
        var others = List.of(
                change("companyName", "Borg 2", "Borg 3"),
                change("companyName", "Borg", "Borg 2"),
                change("shippingAddress", "One\nTwo", "Three"),
                change("billingAddress", null, "Box"),
                change("taxId", null, "DE9"));
        assertThat(form.onTopOf(present, others))
                .isEqualTo(new EditedCompany("Borg 3", null, "Three", null, "Box", null, null, "DE9", "6"));
    }

    @Test
    void aTickedBoxThatWasChangedStays() {
        var form = new EditedCompany("Borg", null, "Street", null, "Box 1", null, "yes", null, "4");
        var present = new CompanyProfile("Borg", null, "Street", null, "Box 2", null, null, 5);
        var merged = form.onTopOf(present, List.of(change("billingAddress", "Box 1", "Box 2")));
        assertThat(merged.sameAsShipping()).isEqualTo("yes");
        assertThat(merged.billingAddress()).isEqualTo("Box 1");
    }

    private static CompanyChange change(String field, String from, String to) {
        return new CompanyChange(NOW, "Mona", field, from, to);
    }

    @Test
    void rulesAreRecordedAsText() {
        for (var rules : List.of(
                new CompanyRules(List.of(), false), new CompanyRules(List.of("a.example", "b.example"), true))) {
            assertThat(CompanyRules.ofCode(rules.code())).isEqualTo(rules);
        }
        assertThat(new CompanyRules(List.of(), true).code()).isEqualTo("rfq-approval=on, domains=any");
        assertThatThrownBy(() -> CompanyRules.ofCode("anything")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressNeedsOneOfTheDomainsIfThereAreAny() {
        assertThat(new CompanyRules(List.of(), false).allows("a.example")).isTrue();
        assertThat(new CompanyRules(List.of("a.example"), false).allows("a.example"))
                .isTrue();
        assertThat(new CompanyRules(List.of("a.example"), false).allows("b.example"))
                .isFalse();
    }
}
