package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.SignedIn;
import com.partsportal.shared.CsvFile;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Moments;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import com.partsportal.shared.ValidEmail;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The vendor's page of one customer, and everything that can be done to it there and in the list. */
@Controller
@RequestMapping("/vendor/customers/{id}")
class CustomerDetailPages {

    /** So many parts stand on the page itself. */
    private static final int PARTS = 5;

    private static final int LONGEST_REASON = 500;

    private final Customers customers;
    private final CustomerList list;
    private final PreparedParts parts;
    private final WaitingReasons reasons;
    private final Vendors vendors;
    private final OnboardingDiagram diagram;
    private final Moments moments;
    private final MessageSource messages;
    private final Validator validator;

    CustomerDetailPages(
            Customers customers,
            CustomerList list,
            PreparedParts parts,
            WaitingReasons reasons,
            Vendors vendors,
            OnboardingDiagram diagram,
            Moments moments,
            MessageSource messages,
            Validator validator) {
        this.customers = customers;
        this.list = list;
        this.parts = parts;
        this.reasons = reasons;
        this.vendors = vendors;
        this.diagram = diagram;
        this.moments = moments;
        this.messages = messages;
        this.validator = validator;
    }

    /** The address that the invitation should have gone to. */
    record CorrectedAddress(@ValidEmail @Nullable String email) {}

    /** What the viewer draws. */
    record Drawing(String xml, List<String> active, List<String> passed, List<String> failed) {}

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Locale locale, Model model) {
        return page(new VendorId(user.vendor()), CustomerId.of(id), locale, model);
    }

    /** The same page with the mail that would be sent; nothing is stored. */
    @GetMapping("/preview")
    String preview(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Locale locale, Model model) {
        var vendor = new VendorId(user.vendor());
        var customer = list.get(vendor, CustomerId.of(id)).id();
        try {
            model.addAttribute("preview", customers.preview(vendor, customer, user.account()));
        } catch (Refused nothingToSend) {
            return "redirect:/vendor/customers/" + customer;
        }
        return page(vendor, customer, locale, model);
    }

    /** The same page; a browser without scripts comes here from the list to correct an address. */
    @GetMapping("/corrected-address")
    String correctAddress(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        return "redirect:/vendor/customers/"
                + list.get(new VendorId(user.vendor()), CustomerId.of(id)).id() + "#correct-address";
    }

    @GetMapping(path = "/diagram", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ResponseEntity<Drawing> drawing(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
        var customer = list.get(new VendorId(user.vendor()), CustomerId.of(id));
        return ResponseEntity.of(diagram.position(customer.id())
                .map(at -> new Drawing(at.bpmnXml(), at.active(), at.passed(), at.failed())));
    }

    /** What happened to it, as a file to keep. */
    @GetMapping(path = "/timeline", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> timeline(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Locale locale) {
        var file = new StringBuilder(CsvFile.line(List.of("at", "type", "by", "text")));
        for (var entry : customers.timeline(new VendorId(user.vendor()), CustomerId.of(id), locale)) {
            file.append(CsvFile.line(List.of(entry.at().toString(), entry.type(), entry.by(), entry.text())));
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"timeline.csv\"")
                .body(file.toString());
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
        var vendor = new VendorId(user.vendor());
        var customer = list.get(vendor, CustomerId.of(id));
        if (!errors.hasErrors()) {
            try {
                customers.edit(vendor, customer.id(), edit, user.account());
                redirect.addFlashAttribute("notice", Notice.success("customer.notice.edited"));
                return "redirect:/vendor/customers/" + customer.id();
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("editing", true);
        return page(vendor, customer.id(), locale, model);
    }

    /** Keeps what the next invitation says and shows its mail and schedule; nothing is sent. */
    @PostMapping("/letter")
    String reword(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @ModelAttribute("letter") LetterForm form,
            BindingResult errors,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var vendor = new VendorId(user.vendor());
        var customer = list.get(vendor, CustomerId.of(id));
        var letter = form.letter(validator, errors);
        if (!errors.hasErrors()) {
            try {
                customers.reword(vendor, customer.id(), letter, user.account());
                redirect.addFlashAttribute("notice", Notice.success("customer.notice.reworded"));
                return "redirect:/vendor/customers/" + customer.id() + "/preview";
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            } catch (Refused refused) {
                redirect.addFlashAttribute("notice", refusal(refused, customer));
                return "redirect:/vendor/customers/" + customer.id();
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(vendor, customer.id(), locale, model);
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
        var vendor = new VendorId(user.vendor());
        var old = list.get(vendor, CustomerId.of(id));
        if (!errors.hasErrors()) {
            try {
                var next = list.get(
                        vendor,
                        customers.correctAddress(
                                vendor, old.id(), new EmailAddress(correction.email()), user.account()));
                redirect.addFlashAttribute(
                        "notice",
                        Notice.success(
                                next.status() == CustomerStatus.DRAFT
                                        ? "customer.notice.corrected.draft"
                                        : "customer.notice.corrected",
                                next.companyName(),
                                next.email().value()));
                return "redirect:/vendor/customers/" + next.id();
            } catch (Refused refused) {
                if (refused.details().get("customerId") instanceof CustomerId known) {
                    var duplicate = list.get(vendor, known);
                    model.addAttribute("duplicate", duplicate);
                    errors.rejectValue("email", CustomerPages.duplicateWords(duplicate));
                    response.setStatus(HttpStatus.CONFLICT.value());
                } else {
                    redirect.addFlashAttribute("notice", refusal(refused, old));
                    return "redirect:/vendor/customers/" + old.id();
                }
            } catch (TooManyRequests tooMany) {
                redirect.addFlashAttribute("notice", refusal(tooMany));
                return "redirect:/vendor/customers/" + old.id();
            }
        }
        if (response.getStatus() == HttpStatus.OK.value()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
        return page(vendor, old.id(), locale, model);
    }

    /**
     * Invites; on the customer's own page it asks once when nothing is prepared and the vendor wants to be warned.
     *
     * @param confirmed the answer to that question
     */
    @PostMapping("/invite")
    String invite(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String back,
            @RequestParam(defaultValue = "false") boolean confirmed,
            RedirectAttributes redirect) {
        var customer = list.get(new VendorId(user.vendor()), CustomerId.of(id));
        if (back == null
                && !confirmed
                && customer.status().offers(CustomerAction.INVITE)
                && customers
                                .readiness(new VendorId(user.vendor()), customer.id())
                                .verdict()
                        == InviteReadiness.Verdict.WARN) {
            redirect.addFlashAttribute("asking", true);
            return "redirect:/vendor/customers/" + customer.id();
        }
        return act(user, id, back, "customer.notice.invited", customers::invite, redirect);
    }

    @PostMapping("/resend")
    String resend(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String back,
            RedirectAttributes redirect) {
        return act(user, id, back, "customer.notice.resent", customers::resend, redirect);
    }

    @PostMapping("/revoke")
    String revoke(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String back,
            @RequestParam(required = false) @Nullable String reason,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        String words;
        try {
            words = Names.words("reason", reason, LONGEST_REASON);
        } catch (InvalidValue invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("reason", reason);
            model.addAttribute("reasonError", "customer.revoke.reason.bad");
            return page(new VendorId(user.vendor()), CustomerId.of(id), locale, model);
        }
        return act(
                user,
                id,
                back,
                "customer.notice.revoked",
                (vendor, customer, by) -> customers.revoke(vendor, customer, words, by),
                redirect);
    }

    @PostMapping("/deactivate")
    String deactivate(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String back,
            RedirectAttributes redirect) {
        return act(user, id, back, "customer.notice.deactivated", customers::deactivate, redirect);
    }

    @PostMapping("/reactivate")
    String reactivate(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String back,
            RedirectAttributes redirect) {
        return act(user, id, back, "customer.notice.reactivated", customers::reactivate, redirect);
    }

    @PostMapping("/discard")
    String discard(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String back,
            RedirectAttributes redirect) {
        return act(user, id, back == null ? "" : back, "customer.notice.discarded", customers::discard, redirect);
    }

    @ExceptionHandler
    void unknown(NotFound unknown, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    private interface Act {
        void on(VendorId vendor, CustomerId customer, AccountId by);
    }

    /** @param back query of the list that the button stands in; null: the customer's own page */
    private String act(
            SignedIn user, String id, @Nullable String back, String done, Act act, RedirectAttributes redirect) {
        var vendor = new VendorId(user.vendor());
        var customer = list.get(vendor, CustomerId.of(id));
        var to = back == null ? "/vendor/customers/" + customer.id() : ListAddress.backTo(back);
        try {
            act.on(vendor, customer.id(), user.account());
            redirect.addFlashAttribute(
                    "notice",
                    Notice.success(
                            done, customer.companyName(), customer.email().value()));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", refusal(refused, customer));
        } catch (TooManyRequests tooMany) {
            redirect.addFlashAttribute("notice", refusal(tooMany));
        }
        return "redirect:" + to;
    }

    private static Notice refusal(Refused refused, CustomerRow customer) {
        return Notice.warning("customer.refused." + refused.code(), customer.companyName());
    }

    private static Notice refusal(TooManyRequests tooMany) {
        return Notice.warning("customer.refused.too-many", CustomerPages.minutes(tooMany));
    }

    private String page(VendorId vendor, CustomerId id, Locale locale, Model model) {
        var customer = list.get(vendor, id);
        var zone = vendors.get(vendor).zone();
        var position = diagram.position(id).orElse(null);
        model.addAttribute("customer", customer);
        model.addAttribute("zone", zone);
        model.addAttribute("rankings", vendors.rankings(vendor));
        model.addAttribute("why", reasons.of(customer).orElse(null));
        model.addAttribute("readiness", customers.readiness(vendor, id).verdict());
        model.addAttribute("parts", parts.first(id, PARTS));
        model.addAttribute("timeline", customers.timeline(vendor, id, locale));
        model.addAttribute("position", position);
        model.addAttribute("step", position == null ? null : words(position, zone, locale));
        if (!model.containsAttribute("edit")) {
            model.addAttribute(
                    "edit", new EditedCustomer(customer.companyName(), customer.phone(), customer.ranking()));
        }
        if (!model.containsAttribute("letter")) {
            model.addAttribute("letter", LetterForm.of(customers.letter(vendor, id)));
        }
        if (!model.containsAttribute("correction")) {
            model.addAttribute("correction", new CorrectedAddress(null));
        }
        return "customer/customer";
    }

    /** The picture in words. */
    private String words(OnboardingDiagram.Position position, ZoneId zone, Locale locale) {
        var names = ProcessNames.of(position.bpmnXml());
        // where a reminder is to come, the model's step is the reminder; what is waited for is the answer
        var steps = position.nextReminder() != null
                ? messages.getMessage("customer.process.answer", null, locale)
                : position.active().stream()
                        .filter(names::containsKey)
                        .map(names::get)
                        .distinct()
                        .collect(Collectors.joining(", "));
        var text = new StringBuilder(
                steps.isEmpty()
                        ? messages.getMessage("customer.process.over", null, locale)
                        : messages.getMessage("customer.process.step", new Object[] {steps}, locale));
        if (position.nextReminder() != null) {
            text.append(' ')
                    .append(messages.getMessage(
                            "customer.process.reminder",
                            new Object[] {moments.dayTimeZone(position.nextReminder(), zone)},
                            locale));
        }
        if (position.expiresAt() != null) {
            text.append(' ')
                    .append(messages.getMessage(
                            "customer.process.expires",
                            new Object[] {moments.dayTimeZone(position.expiresAt(), zone)},
                            locale));
        }
        return text.toString();
    }
}
