package com.partsportal.shared;

import java.util.Optional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The form that a request sends, and the hidden fields that each form of a page carries. */
public final class PostedForm {

    /** Hidden field: the vendor or company that the form was made for. */
    public static final String ORGANISATION = "_organisation";

    /** Hidden field: path and query of the page that the form is on. */
    public static final String PAGE = "_page";

    /** Hidden field: the same for the forms of all pages of a session until one of them was done. */
    public static final String KEY = "_key";

    /** Name of the header by which a fragment request carries what {@link #ORGANISATION} is to a form. */
    public static final String ORGANISATION_HEADER = "Form-Organisation";

    /** Request attribute: the digest. */
    public static final String DIGEST = PostedForm.class.getName();

    private PostedForm() {}

    /**
     * Of the form that this request sends: equal for each repeat of it (a second click, Back and Submit, a try after a
     * time-out), different for another form, person, organisation or content. Empty where no form with a key is sent.
     */
    static Optional<String> digest() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(DIGEST, RequestAttributes.SCOPE_REQUEST) instanceof String digest
                ? Optional.of(digest)
                : Optional.empty();
    }
}
