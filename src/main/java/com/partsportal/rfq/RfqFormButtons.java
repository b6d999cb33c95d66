package com.partsportal.rfq;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The buttons of an RFQ's form that send nothing: the form comes back with one thing more or less. */
final class RfqFormButtons {

    private RfqFormButtons() {}

    /** The form as the pressed button wants it; null when it is to be submitted. */
    static @Nullable RfqForm apply(RfqForm form, HttpServletRequest request) {
        var quantityOf = request.getParameter("add");
        if (quantityOf != null) {
            return form.withAnother(quantityOf);
        }
        if (request.getParameter("describe") != null) {
            return form.withDescribed(DescribedForm.empty(), List.of());
        }
        var line = request.getParameter("removeLine");
        if (line != null) {
            return form.with(form.described().stream()
                    .filter(part -> !part.id().equals(line))
                    .toList());
        }
        var file = request.getParameter("removeFile");
        if (file != null) {
            return form.with(form.described().stream()
                    .map(part -> part.withoutFile(file))
                    .toList());
        }
        return null;
    }
}
