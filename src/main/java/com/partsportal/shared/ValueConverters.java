package com.partsportal.shared;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** How entities keep the values: as the text of their normal form. */
final class ValueConverters {

    private ValueConverters() {}

    @Converter(autoApply = true)
    static class OfEmailAddress implements AttributeConverter<EmailAddress, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable EmailAddress address) {
            return address == null ? null : address.value();
        }

        @Override
        public @Nullable EmailAddress convertToEntityAttribute(@Nullable String stored) {
            return stored == null ? null : new EmailAddress(stored);
        }
    }

    @Converter(autoApply = true)
    static class OfPhoneNumber implements AttributeConverter<PhoneNumber, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable PhoneNumber number) {
            return number == null ? null : number.value();
        }

        @Override
        public @Nullable PhoneNumber convertToEntityAttribute(@Nullable String stored) {
            return stored == null ? null : new PhoneNumber(stored);
        }
    }
}
