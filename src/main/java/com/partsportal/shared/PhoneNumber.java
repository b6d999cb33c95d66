package com.partsportal.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone number as it is stored: E.164, followed by {@code ;ext=12} when it has an extension.
 *
 * <p>In a command keep what was typed ({@code @ValidPhone @Nullable String phone}) and let the door call
 * {@link #parse} with the vendor's region, or {@link #parseOptional} where an empty field means no number.
 */
public record PhoneNumber(String value) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final int LONGEST = 60;
    private static final Pattern SPELLING = Pattern.compile(
            "[+＋]?[\\p{Nd}\\p{Zs}().\\/\\-\\u2010-\\u2015\\u2212]+"
                    + "((;ext=|,|#|x|ext\\.?|extn\\.?|extension)\\s*:?\\s*\\p{Nd}{1,10})?",
            Pattern.CASE_INSENSITIVE);

    /** Takes a number that begins with {@code +}, in any usual spelling; throws {@link InvalidValue} for others. */
    @JsonCreator
    public PhoneNumber(String value) {
        this.value = normalised(value, null);
    }

    /**
     * What somebody typed, in any usual spelling.
     *
     * @param region two letters of ISO 3166: how a number without {@code +} is read
     * @throws InvalidValue with field {@code phone}
     */
    public static PhoneNumber parse(String typed, String region) {
        return new PhoneNumber(normalised(typed, region));
    }

    /** The same for a field that may be left empty: null stays null, blank becomes null. */
    public static @Nullable PhoneNumber parseOptional(@Nullable String typed, String region) {
        return typed == null || Names.trim(typed).isEmpty() ? null : parse(typed, region);
    }

    /** The same where no region is known: only a number that begins with {@code +} is taken. */
    public static @Nullable PhoneNumber international(@Nullable String typed) {
        return typed == null || Names.trim(typed).isEmpty() ? null : new PhoneNumber(typed);
    }

    @JsonValue
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }

    /** Whether some region could read it; which one is known to the door only. */
    static boolean isSpeltLikeANumber(String typed) {
        var trimmed = Names.trim(typed);
        if (trimmed.startsWith("+") || trimmed.startsWith("＋")) {
            try {
                normalised(trimmed, null);
                return true;
            } catch (InvalidValue e) {
                return false;
            }
        }
        var digits = trimmed.codePoints().filter(Character::isDigit).count();
        return trimmed.length() <= LONGEST && SPELLING.matcher(trimmed).matches() && digits >= 4 && digits <= 25;
    }

    private static String normalised(String typed, @Nullable String region) {
        var trimmed = Names.trim(typed);
        if (trimmed.length() > LONGEST || !SPELLING.matcher(trimmed).matches()) {
            throw invalid();
        }
        try {
            var number = NUMBERS.parse(trimmed, region);
            if (NUMBERS.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
                throw invalid();
            }
            var e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
            return number.hasExtension() ? e164 + ";ext=" + number.getExtension() : e164;
        } catch (NumberParseException e) {
            throw invalid();
        }
    }

    private static InvalidValue invalid() {
        return new InvalidValue("phone", "phone.malformed");
    }
}
