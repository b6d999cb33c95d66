package com.partsportal.vendor;

import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.PlainName;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A ranking as it is typed.
 *
 * @param discount in percent, 0 to 100 with at most two digits after the point or comma
 */
public record NewRanking(
        @PlainName(max = 40, message = "{vendor.rankings.label.required}")
        String label,

        @Nullable String discount) {

    private static final Pattern PERCENT = Pattern.compile("(100([.,]0{1,2})?|[0-9]{1,2}([.,][0-9]{1,2})?)");

    /** @throws InvalidValue for anything but a percentage */
    BigDecimal percent() {
        var typed = discount == null ? "" : discount.strip();
        if (!PERCENT.matcher(typed).matches()) {
            throw new InvalidValue("discount", "percent.malformed");
        }
        return new BigDecimal(typed.replace(',', '.'));
    }
}
