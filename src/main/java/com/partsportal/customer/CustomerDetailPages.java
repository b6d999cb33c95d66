package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import com.partsportal.shared.ValidEmail;
import com.partsportal.vendor.VendorId;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The vendor's page of one customer, with its forms; {@link CustomerActionPages} has the buttons. */
@Controller
@RequestMapping("/vendor/customers/{id}")
class CustomerDetailPages {

    private final Customers customers;
    private final CustomerEdits edits;
    private final CustomerActivity activity;
    private final CustomerExport export;
    private final NextInvitations nextInvitations;
    private final CustomerList list;
    private final CustomerPageModel page;
    private final OnboardingDiagram diagram;
    private final Validator validator;
    private final FormAnswers forms;

    CustomerDetailPages(
            Customers customers,
            CustomerEdits edits,
            CustomerActivity activity,
            CustomerExport export,
            NextInvitations nextInvitations,
            CustomerList list,
            CustomerPageModel page,
            OnboardingDiagram diagram,
            Validator validator,
            FormAnswers forms) {
        this.customers = customers;
        this.edits = edits;
        this.activity = activity;
        this.export = export;
        this.nextInvitations = nextInvitations;
        this.list = list;
        this.page = page;
        this.diagram = diagram;
        this.validator = validator;
        this.forms = forms;
    }

    /** The address that the invitation should have gone to. */
    record CorrectedAddress(@ValidEmail @Nullable String email) {}

    /** What the viewer draws. */
    record Drawing(String xml, List<String> active, List<String> passed, List<String> failed) {}

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Locale locale, Model model) {
        return page.fill(VendorId.of(user), CustomerId.of(id), locale, model);
    }

    /** The same page with the mail that would be sent; nothing is stored. */
    @GetMapping("/preview")
    String preview(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Locale locale, Model model) {
        var vendor = VendorId.of(user);
        var customer = list.get(vendor, CustomerId.of(id)).id();
        try {
            model.addAttribute("preview", nextInvitations.preview(vendor, customer, user.account()));
        } catch (Refused nothingToSend) {
            return "redirect:/vendor/customers/" + customer;
        }
        return page.fill(vendor, customer, locale, model);
    }

    /** The email itself, as it will look. */
    @GetMapping("/preview/email")
    ResponseEntity<String> previewEmail(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        var vendor = VendorId.of(user);
        var customer = list.get(vendor, CustomerId.of(id)).id();
        try {
            return EmailFrame.of(nextInvitations
                    .preview(vendor, customer, user.account())
                    .mail()
                    .html());
        } catch (Refused nothingToSend) {
            throw new NotFound();
        }
    }

    /** The same page; a browser without scripts comes here from the list to correct an address. */
    @GetMapping("/corrected-address")
    String correctAddress(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        return "redirect:/vendor/customers/"
                + list.get(VendorId.of(user), CustomerId.of(id)).id() + "#correct-address";
    }

    @GetMapping(path = "/diagram", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ResponseEntity<Drawing> drawing(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Locale locale) {
        var customer = list.get(VendorId.of(user), CustomerId.of(id));
        return ResponseEntity.of(diagram.position(customer.id())
                .map(at -> new Drawing(page.inLanguage(at.bpmnXml(), locale), at.active(), at.passed(), at.failed())));
    }

    /** What happened to it, as a file to keep. */
    @GetMapping("/timeline")
    void timeline(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        export.writeTimeline(
                VendorId.of(user), activity.timeline(VendorId.of(user), CustomerId.of(id), locale), response);
    }

    @PostMapping
    String edit(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @Valid @ModelAttribute("edit") EditedCustomer edit,
            BindingResult errors,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var vendor = VendorId.of(user);
        var customer = list.get(vendor, CustomerId.of(id));
        if (!errors.hasErrors()) {
            try {
                edits.edit(vendor, customer.id(), edit, user.account());
                redirect.addFlashAttribute("notice", Notice.success("customer.notice.edited"));
                return "redirect:/vendor/customers/" + customer.id();
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            } catch (Refused duplicate) {
                errors.rejectValue("externalId", "customer.externalId.duplicate");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("editing", true);
        return page.fill(vendor, customer.id(), locale, model);
    }

    /** Keeps what the next invitation says and shows its mail and schedule; nothing is sent. */
    @PostMapping("/invitation-options")
    String editInvitationOptions(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @ModelAttribute("options") NextInvitationForm form,
            BindingResult errors,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var vendor = VendorId.of(user);
        var customer = list.get(vendor, CustomerId.of(id));
        var options = form.options(validator, errors);
        if (!errors.hasErrors()) {
            try {
                nextInvitations.edit(vendor, customer.id(), options, user.account());
                redirect.addFlashAttribute("notice", Notice.success("customer.notice.options-kept"));
                return "redirect:/vendor/customers/" + customer.id() + "/preview";
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            } catch (Refused refused) {
                redirect.addFlashAttribute("notice", CustomerNotices.refusal(refused, customer));
                return "redirect:/vendor/customers/" + customer.id();
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page.fill(vendor, customer.id(), locale, model);
    }

    @PostMapping("/corrected-address")
    String correct(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @Valid @ModelAttribute("correction") CorrectedAddress correction,
            BindingResult errors,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var vendor = VendorId.of(user);
        var old = list.get(vendor, CustomerId.of(id));
        if (!errors.hasErrors()) {
            try {
                var corrected = forms.once(
                        () -> customers.correctAddress(
                                vendor,
                                old.id(),
                                new EmailAddress(Objects.requireNonNull(correction.email())),
                                user.account()),
                        next -> "/vendor/customers/" + next);
                redirect.addFlashAttribute("notice", corrected.notice(next -> corrected(list.get(vendor, next))));
                return "redirect:" + corrected.page();
            } catch (Refused refused) {
                if (refused.details().get("customerId") instanceof CustomerId known) {
                    var duplicate = list.get(vendor, known);
                    model.addAttribute("duplicate", duplicate);
                    errors.rejectValue("email", duplicate.status().duplicateKey());
                    response.setStatus(HttpStatus.CONFLICT.value());
                } else {
                    redirect.addFlashAttribute("notice", CustomerNotices.refusal(refused, old));
                    return "redirect:/vendor/customers/" + old.id();
                }
            } catch (TooManyRequests tooMany) {
                redirect.addFlashAttribute("notice", CustomerNotices.refusal(tooMany));
                return "redirect:/vendor/customers/" + old.id();
            }
        }
        if (response.getStatus() == HttpStatus.OK.value()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
        return page.fill(vendor, old.id(), locale, model);
    }

    private static Notice corrected(CustomerRow next) {
        return Notice.success(
                next.status() == CustomerStatus.DRAFT ? "customer.notice.corrected.draft" : "customer.notice.corrected",
                next.companyName(),
                next.email().value());
    }
}
