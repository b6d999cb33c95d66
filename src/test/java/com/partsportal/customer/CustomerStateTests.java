package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.company.CompanyId;
import com.partsportal.invitation.DeliveryState;
import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationOptions;
import com.partsportal.invitation.InvitationScope;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.Invitee;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.shared.Refused;
import com.partsportal.vendor.VendorId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.util.ReflectionTestUtils;

/** The rules of a customer's states, without a database. */
class CustomerStateTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(14));
    private static final UUID ID = UUID.randomUUID();
    private static final UUID VENDOR = UUID.randomUUID();
    private static final UUID RANKING = UUID.randomUUID();
    private static final AccountId VERA = new AccountId(UUID.randomUUID());
    private static final EmailAddress EMAIL = new EmailAddress("kim@borg.example");

    private final Customer customer = new Customer(
            ID,
            new VendorId(VENDOR),
            "Bórg Inc",
            EMAIL,
            new PhoneNumber("+493012345678"),
            RANKING,
            new InvitationOptions(Locale.GERMAN, 7, "A note"),
            VERA,
            NOW);

    @Test
    void beginsAsADraftWithWhatTheVendorTyped() {
        assertThat(customer.id()).isEqualTo(new CustomerId(ID));
        assertThat(customer.vendor()).isEqualTo(new VendorId(VENDOR));
        assertThat(customer.companyName()).isEqualTo("Bórg Inc");
        assertThat(customer.email()).isEqualTo(EMAIL);
        assertThat(customer.phone()).isEqualTo(new PhoneNumber("+493012345678"));
        assertThat(customer.ranking()).isEqualTo(RANKING);
        assertThat(customer.language()).isEqualTo(Locale.GERMAN);
        assertThat(customer.options().note()).isEqualTo("A note");
        assertThat(customer.options().validDays()).isEqualTo(7);
        assertThat(customer.status(NOW)).isEqualTo(CustomerStatus.DRAFT);
        assertThat(customer.company()).isNull();
        assertThat(customer.invitation()).isNull();
        assertThat(field("companySort")).isEqualTo("borg inc");
        assertThat(field("createdBy")).isEqualTo(VERA.value());
        assertThat(searchText()).isEqualTo("borg inc\nkim@borg.example\n+493012345678");
    }

    @Test
    void phoneAndCreatorMayBeMissing() {
        var plain = new Customer(
                ID,
                new VendorId(VENDOR),
                "Borg",
                EMAIL,
                null,
                RANKING,
                InvitationOptions.in(Locale.ENGLISH),
                null,
                NOW);
        assertThat(plain.phone()).isNull();
        assertThat(ReflectionTestUtils.getField(plain, "createdBy")).isNull();
        assertThat(ReflectionTestUtils.getField(plain, "searchText")).isEqualTo("borg\nkim@borg.example\n");
    }

    @Test
    void aPendingInvitationIsExpiredFromItsEndOnEvenBeforeItsTimerRan() {
        var invitation = snapshot();
        customer.invited(invitation);

        assertThat(customer.invitation()).isEqualTo(invitation.id());
        assertThat(customer.status(END.minusNanos(1))).isEqualTo(CustomerStatus.INVITED);
        assertThat(customer.status(END)).isEqualTo(CustomerStatus.EXPIRED);
        assertThat(customer.status(END.plusSeconds(1))).isEqualTo(CustomerStatus.EXPIRED);
        assertThat(field("invitedAt")).isEqualTo(NOW);
    }

    @Test
    void otherStatesDoNotLapse() {
        customer.invited(snapshot());
        customer.ended(CustomerStatus.DECLINED);
        assertThat(customer.status(END.plusSeconds(1))).isEqualTo(CustomerStatus.DECLINED);
    }

    @Test
    void anAcceptedCustomerHasItsCompanyAndIsSwitchedOffAndOn() {
        var company = new CompanyId(UUID.randomUUID());
        var contact = new AccountId(UUID.randomUUID());
        customer.invited(snapshot());
        customer.accepted(company, contact, NOW);
        assertThat(customer.company()).isEqualTo(company);
        assertThat(customer.status(END)).isEqualTo(CustomerStatus.ACTIVE);
        assertThat(field("contactAccountId")).isEqualTo(contact.value());
        assertThat(field("acceptedAt")).isEqualTo(NOW);

        customer.deactivate();
        assertThat(customer.status(NOW)).isEqualTo(CustomerStatus.DEACTIVATED);
        customer.reactivate();
        assertThat(customer.status(NOW)).isEqualTo(CustomerStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource
    void whatAStateDoesNotOfferIsRefusedWithThatState(CustomerAction action) {
        var offered = List.of(CustomerAction.INVITE, CustomerAction.CORRECT_ADDRESS, CustomerAction.DISCARD);
        if (offered.contains(action)) {
            assertThatCode(() -> customer.require(action, NOW)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> customer.require(action, NOW)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.code()).isEqualTo("wrong-state");
                assertThat(refused.details()).isEqualTo(Map.of("status", "DRAFT"));
            });
        }
    }

    @Test
    void theSearchFollowsNamePhoneAndAddress() {
        customer.rename("Ærø Tools");
        assertThat(customer.companyName()).isEqualTo("Ærø Tools");
        assertThat(searchText()).startsWith(String.valueOf(field("companySort")));
        assertThat(searchText()).contains("tools");

        customer.changePhone(new PhoneNumber("+4989123456"));
        assertThat(searchText()).endsWith("+4989123456");
        customer.changePhone(null);
        assertThat(customer.phone()).isNull();
        assertThat(searchText()).endsWith("kim@borg.example\n");

        customer.followLogin(new EmailAddress("kim@new.example"), NOW);
        assertThat(customer.email()).isEqualTo(new EmailAddress("kim@new.example"));
        assertThat(searchText()).contains("kim@new.example").doesNotContain("borg.example");
        assertThat(field("emailChangedAt")).isEqualTo(NOW);

        var successor = new AccountId(UUID.randomUUID());
        customer.succeedContact(successor, new EmailAddress("lee@borg.example"));
        assertThat(searchText()).contains("lee@borg.example");
        assertThat(field("contactAccountId")).isEqualTo(successor.value());
        assertThat(field("emailChangedAt")).isNull();
    }

    @Test
    void invitationOptionsKnowWhetherTheyDiffer() {
        assertThat(customer.changeInvitationOptions(new InvitationOptions(Locale.GERMAN, 7, "A note")))
                .isFalse();
        assertThat(customer.changeInvitationOptions(new InvitationOptions(Locale.ENGLISH, 7, "A note")))
                .isTrue();
        assertThat(customer.language()).isEqualTo(Locale.ENGLISH);
        assertThat(customer.changeInvitationOptions(new InvitationOptions(Locale.ENGLISH, 7, null)))
                .isTrue();
        assertThat(customer.options().note()).isNull();
        assertThat(customer.changeInvitationOptions(new InvitationOptions(Locale.ENGLISH, 8, null)))
                .isTrue();
        assertThat(customer.options().validDays()).isEqualTo(8);
        assertThat(customer.changeInvitationOptions(new InvitationOptions(Locale.ENGLISH, 8, null)))
                .isFalse();
    }

    @Test
    void invitesItsPrimaryContactWithTheChosenOptions() {
        var invitation = customer.newInvitation(new BigDecimal("5"), VERA, true);
        assertThat(invitation.scope()).isEqualTo(InvitationScope.contact(VENDOR, ID));
        assertThat(invitation.invitee()).isEqualTo(new Invitee(EMAIL, "Bórg Inc", Role.CUSTOMER_MANAGER));
        assertThat(invitation.options()).isEqualTo(new InvitationOptions(Locale.GERMAN, 7, "A note"));
        assertThat(invitation.discountPercent()).isEqualByComparingTo("5");
        assertThat(invitation.invitedBy()).isEqualTo(VERA);
        assertThat(invitation.bulk()).isTrue();
    }

    @Test
    void onlyTheFirstRfqIsRemembered() {
        customer.rfqReceived(NOW);
        customer.rfqReceived(END);
        assertThat(field("firstRfqAt")).isEqualTo(NOW);
    }

    @Test
    void aRankingIsReplaced() {
        var other = UUID.randomUUID();
        customer.assignRanking(other);
        assertThat(customer.ranking()).isEqualTo(other);
    }

    @Test
    void everyStateOffersItsActionsAndNamesItsDuplicate() {
        assertThat(CustomerStatus.INVITED.offered())
                .containsExactly(CustomerAction.RESEND, CustomerAction.REVOKE, CustomerAction.CORRECT_ADDRESS);
        assertThat(CustomerStatus.ACTIVE.offers(CustomerAction.DEACTIVATE)).isTrue();
        assertThat(CustomerStatus.ACTIVE.offers(CustomerAction.INVITE)).isFalse();
        assertThat(CustomerStatus.DRAFT.duplicateKey()).isEqualTo("customer.duplicate.draft");
        assertThat(CustomerStatus.INVITED.duplicateKey()).isEqualTo("customer.duplicate.invited");
        assertThat(CustomerStatus.DEACTIVATED.duplicateKey()).isEqualTo("customer.duplicate.customer");
        assertThat(CustomerStatus.REVOKED.duplicateKey()).isEqualTo("customer.duplicate.ended");
    }

    private String searchText() {
        return String.valueOf(field("searchText"));
    }

    private Object field(String name) {
        return ReflectionTestUtils.getField(customer, name);
    }

    private static InvitationSnapshot snapshot() {
        return new InvitationSnapshot(
                new InvitationId(UUID.randomUUID()),
                ID,
                InvitationScope.contact(VENDOR, ID),
                new Invitee(EMAIL, "Borg", Role.CUSTOMER_MANAGER),
                InvitationOptions.in(Locale.ENGLISH),
                VERA,
                NOW,
                new InvitationDates(List.of(), END),
                new InvitationSnapshot.Progress(
                        InvitationStatus.PENDING, DeliveryState.QUEUED, null, null, 0, false, null, null));
    }

    @Test
    void theVendorsNumberIsFoundToo() {
        customer.assignExternalId("ERP-7");
        assertThat(customer.externalId()).isEqualTo("ERP-7");
        assertThat((String) ReflectionTestUtils.getField(customer, "searchText"))
                .endsWith("\nerp-7");
        customer.assignExternalId(null);
        assertThat(customer.externalId()).isNull();
        assertThat((String) ReflectionTestUtils.getField(customer, "searchText"))
                .doesNotContain("erp-7");
    }

    @Test
    void anErasedContactIsKnownNoMore() {
        var placeholder = new EmailAddress("erased@erased.example");
        assertThat(customer.eraseContact(placeholder)).isTrue();
        assertThat(customer.email()).isEqualTo(placeholder);
        assertThat(customer.phone()).isNull();
        assertThat(customer.options().note()).isNull();
        assertThat((String) ReflectionTestUtils.getField(customer, "searchText"))
                .contains("erased@erased.example")
                .doesNotContain("kim@borg.example", "493012345678");
        assertThat(customer.eraseContact(placeholder)).isFalse();
    }
}
