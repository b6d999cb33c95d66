package com.partsportal.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail address in its normal form: lower-case ASCII local part, {@code @}, domain as lower-case A-labels. The form
 * is the identity (two spellings of one mailbox are equal records) and what mail goes to.
 *
 * <p>The constructor takes what somebody typed, normalises it, and throws {@link InvalidValue} when it breaks the
 * grammar, which is stricter than RFC 5322: no quotes, comments, display names, IP literals, non-ASCII local parts.
 *
 * <p>In a command that comes from a form or from JSON, prefer {@code @ValidEmail String email} and create the address in
 * the service, so that every fault has its own message beside the field. A field of this type binds too; a bad address
 * is then Spring's {@code typeMismatch} with one general message.
 */
public record EmailAddress(String value) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;
    private static final Pattern LOCAL =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_{|}~`-]+(\\.[a-z0-9!#$%&'*+/=?^_{|}~`-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.USE_STD3_RULES);

    @JsonCreator
    public EmailAddress(String value) {
        this.value = normalised(value);
    }

    /** The same as the constructor; by this name Spring finds it when it binds a form. */
    public static EmailAddress valueOf(String typed) {
        return new EmailAddress(typed);
    }

    /** Whether the constructor would take it. */
    public static boolean isValid(@Nullable String typed) {
        if (typed == null) {
            return false;
        }
        try {
            normalised(typed);
            return true;
        } catch (InvalidValue e) {
            return false;
        }
    }

    /** The normal form. */
    @JsonValue
    public String value() {
        return value;
    }

    /** What follows the {@code @}: lower-case A-labels. */
    public String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String normalised(String typed) {
        var trimmed = FreeText.trim(typed);
        if (trimmed.isEmpty()) {
            throw invalid("required");
        }
        // Far beyond any spelling of a good address; keeps IDNA from chewing on megabytes.
        if (trimmed.length() > 4 * LONGEST) {
            throw invalid("toolong");
        }
        var at = trimmed.indexOf('@');
        if (at < 0 || at != trimmed.lastIndexOf('@')) {
            throw invalid("malformed");
        }
        var address = local(trimmed.substring(0, at)) + "@" + domain(trimmed.substring(at + 1));
        if (address.length() > LONGEST) {
            throw invalid("toolong");
        }
        return address;
    }

    private static String local(String typed) {
        if (!typed.chars().allMatch(c -> c < 128)) {
            throw invalid("nonascii");
        }
        var local = typed.toLowerCase(Locale.ROOT);
        if (local.length() > LONGEST_LOCAL) {
            throw invalid("toolong");
        }
        if (!LOCAL.matcher(local).matches() || local.contains("=?")) {
            throw invalid("malformed");
        }
        return local;
    }

    private static String domain(String typed) {
        // UTS-46 would drop invisible characters silently. The joiners it judges by their context.
        if (typed.codePoints()
                .anyMatch(c -> c != 0x200C
                        && c != 0x200D
                        && UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT))) {
            throw invalid("domain");
        }
        var info = new IDNA.Info();
        var domain = UTS46.nameToASCII(typed, new StringBuilder(), info).toString();
        var errors = EnumSet.noneOf(IDNA.Error.class);
        errors.addAll(info.getErrors());
        // "ab--cd.example" is a good name; what begins with xn-- is decoded and checked all the same.
        errors.remove(IDNA.Error.HYPHEN_3_4);
        if (domain.length() > LONGEST_DOMAIN) {
            throw invalid("toolong");
        }
        domain = domain.toLowerCase(Locale.ROOT);
        if (!errors.isEmpty() || !DOMAIN.matcher(domain).matches()) {
            throw invalid("domain");
        }
        return domain;
    }

    private static InvalidValue invalid(String fault) {
        return new InvalidValue("email", "email." + fault);
    }
}
