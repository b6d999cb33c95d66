package com.partsportal.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.shared.EmailAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a vendor shows of itself. */
class VendorCardValueTests {

    @Test
    void isEmptyWhileNothingIsGiven() {
        assertThat(card(null, "DE", null, null, null).isEmpty()).isTrue();
        assertThat(card("Street 1", null, null, null, null).isEmpty()).isFalse();
        assertThat(card(null, null, "Vera", null, null).isEmpty()).isFalse();
        assertThat(card(null, null, null, new EmailAddress("vera@acme.example"), null)
                        .isEmpty())
                .isFalse();
        assertThat(card(null, null, null, null, "+49301234567").isEmpty()).isFalse();
    }

    @Test
    void theCountryIsNamedInTheReadersLanguage() {
        assertThat(card("Street 1\n10115 Berlin", "DE", null, null, null).addressLines(Locale.GERMAN))
                .containsExactly("Street 1", "10115 Berlin", "Deutschland");
        assertThat(card("Street 1", null, null, null, null).addressLines(Locale.GERMAN))
                .containsExactly("Street 1");
        assertThat(card(null, "DE", null, null, null).addressLines(Locale.GERMAN))
                .isEmpty();
    }

    private static VendorCard card(
            @Nullable String address,
            @Nullable String country,
            @Nullable String name,
            @Nullable EmailAddress email,
            @Nullable String phone) {
        return new VendorCard(address, country, name, email, phone, null);
    }
}
