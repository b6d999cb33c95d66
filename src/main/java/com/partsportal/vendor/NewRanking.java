package com.partsportal.vendor;

import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.PlainName;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A ranking as it is typed.
 *
 * @param discount in percent, 0 to 100 with at most two digits after the point or comma
 */
public record NewRanking(
        @PlainName(max = NewRanking.LONGEST_LABEL, message = "{vendor.rankings.label.required}")
        String label,

        @Nullable String discount) {

    static final int LONGEST_LABEL = 40;

    private static final Pattern PERCENT = Pattern.compile("(100([.,]0{1,2})?|[0-9]{1,2}([.,][0-9]{1,2})?)");

    /** The label as it is stored. */
    String plainLabel() {
        return Objects.requireNonNull(FreeText.line("label", label, LONGEST_LABEL));
    }

    /** @throws InvalidValue for anything but a percentage */
    BigDecimal percent() {
        var typed = discount == null ? "" : discount.strip();
        if (!PERCENT.matcher(typed).matches()) {
            throw new InvalidValue("discount", "percent.malformed");
        }
        return new BigDecimal(typed.replace(',', '.'));
    }
}
