package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.VendorRow;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The vendor's list of customers and the form of a new one. */
@Controller
@RequestMapping("/vendor/customers")
class CustomerPages {

    private static final int ROWS = 25;

    /** Of one status: beyond that the page does not wait, it requests the exact counts once it is shown. */
    private static final int MOST_COUNTED = 2000;

    private final Customers customers;
    private final CustomerActivity activity;
    private final NextInvitations nextInvitations;
    private final KnownCustomers known;
    private final CustomerReadiness readiness;
    private final CustomerList list;
    private final Vendors vendors;
    private final Validator validator;
    private final FormAnswers forms;

    CustomerPages(
            Customers customers,
            CustomerActivity activity,
            NextInvitations nextInvitations,
            KnownCustomers known,
            CustomerReadiness readiness,
            CustomerList list,
            Vendors vendors,
            Validator validator,
            FormAnswers forms) {
        this.forms = forms;
        this.customers = customers;
        this.activity = activity;
        this.nextInvitations = nextInvitations;
        this.known = known;
        this.readiness = readiness;
        this.list = list;
        this.vendors = vendors;
        this.validator = validator;
    }

    @GetMapping
    String list(
            @AuthenticationPrincipal SignedIn user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var shown = list.overview(VendorId.of(user), rankings -> ListQuery.of(request, rankings), ROWS, MOST_COUNTED);
        var query = shown.query();
        if (!query.errors().isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
        var counts = shown.counts();
        var address = fillCounts(model, shown, ListUrl.before(request.getParameter("before")));
        ListCookie.write(request, response, address.here());
        model.addAttribute(
                "capped",
                counts.values().stream().anyMatch(count -> count == CustomerList.UNCOUNTED || count > MOST_COUNTED));
        model.addAttribute("page", shown.page());
        model.addAttribute("all", request.getParameter("all") != null);
        model.addAttribute(
                "any",
                counts.values().stream().anyMatch(count -> count != 0)
                        || query.filter().isNarrow()
                        || !query.errors().isEmpty());
        if (!query.filter().isNarrow()) {
            model.addAttribute("firstDay", FirstDay.steps(user, shown.vendor(), counts));
        }
        fill(model, shown.vendor(), shown.rankings());
        model.addAttribute("form", empty(shown.rankings(), shown.vendor()));
        return "customer/list";
    }

    /** The exact counts of a list, for a page that did not wait for them. */
    @GetMapping("/counts")
    String counts(@AuthenticationPrincipal SignedIn user, HttpServletRequest request, Model model) {
        var exact = list.overview(VendorId.of(user), rankings -> ListQuery.of(request, rankings), 0, CustomerList.ALL);
        fillCounts(model, exact, 0);
        model.addAttribute("capped", false);
        return "customer/list :: counts";
    }

    /** What the vendor is notified of by email as well. */
    @GetMapping("/news")
    String news(@AuthenticationPrincipal SignedIn user, Model model) {
        var vendor = VendorId.of(user);
        model.addAttribute("news", activity.news(vendor));
        model.addAttribute("days", CustomerActivity.NEWS_DAYS);
        model.addAttribute("zone", vendors.get(vendor).zone());
        return "customer/news";
    }

    private static ListUrl fillCounts(Model model, CustomerList.Overview shown, long before) {
        var query = shown.query();
        var filter = query.filter();
        var counts = shown.counts();
        var uncounted = counts.containsValue(CustomerList.UNCOUNTED);
        var total = uncounted
                ? MOST_COUNTED
                : counts.values().stream().mapToLong(Long::longValue).sum();
        var matching = total;
        if (filter.attention()) {
            matching = shown.attention();
        } else if (!filter.statuses().isEmpty()) {
            matching =
                    filter.statuses().stream().distinct().mapToLong(counts::get).sum();
        }
        model.addAttribute("query", query);
        var address = new ListUrl(filter, query.order(), query.cursor(), before);
        model.addAttribute("list", address);
        model.addAttribute("counts", counts);
        model.addAttribute("mostCounted", MOST_COUNTED);
        model.addAttribute("total", total);
        model.addAttribute("attention", shown.attention());
        model.addAttribute("shown", matching);
        model.addAttribute("rowsOfAPage", ROWS);
        model.addAttribute("mostSelected", SelectionPages.MOST_MATCHING);
        return address;
    }

    @GetMapping("/new")
    String newCustomer(@AuthenticationPrincipal SignedIn user, Model model) {
        var vendor = VendorId.of(user);
        var row = vendors.get(vendor);
        var rankings = vendors.rankings(vendor);
        model.addAttribute("form", empty(rankings, row));
        fill(model, row, rankings);
        return "customer/new";
    }

    private String newPage(VendorId vendor, Model model) {
        fill(model, vendors.get(vendor), vendors.rankings(vendor));
        return "customer/new";
    }

    /** What the invitation would say and when it would remind and end; nothing is stored. */
    @PostMapping(path = "/new", params = "preview")
    String preview(
            @AuthenticationPrincipal SignedIn user,
            @ModelAttribute("form") CustomerForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var vendor = VendorId.of(user);
        var wanted = form.customer(validator, errors);
        if (!errors.hasErrors()) {
            try {
                model.addAttribute("preview", nextInvitations.preview(vendor, wanted, user.account()));
                model.addAttribute(
                        "previewId", KeptPreview.keep(request, vendor, form).id());
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            }
        }
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
        return newPage(vendor, model);
    }

    /** The email of the customer that was previewed last in this session, as it will look. */
    @GetMapping("/new/email/{preview}")
    @ResponseBody
    ResponseEntity<String> previewEmail(
            @AuthenticationPrincipal SignedIn user, @PathVariable String preview, HttpServletRequest request) {
        var vendor = VendorId.of(user);
        var form = KeptPreview.kept(request, vendor, preview)
                .orElseThrow(NotFound::new)
                .form();
        var errors = new BeanPropertyBindingResult(form, "form");
        var wanted = form.customer(validator, errors);
        if (errors.hasErrors()) {
            throw new NotFound();
        }
        try {
            return EmailFrame.of(nextInvitations
                    .preview(vendor, wanted, user.account())
                    .mail()
                    .html());
        } catch (InvalidValue goneMeanwhile) {
            throw new NotFound();
        }
    }

    /** Whether the form in the dialog may be sent: 204, or the form with what is wrong; nothing is stored. */
    @PostMapping(path = "/new", params = "check")
    @Nullable
    String check(
            @AuthenticationPrincipal SignedIn user,
            @ModelAttribute("form") CustomerForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model) {
        var vendor = VendorId.of(user);
        var wanted = form.customer(validator, errors);
        if (!errors.hasFieldErrors("email")) {
            known.byEmail(vendor, new EmailAddress(wanted.email()))
                    .ifPresent(id ->
                            refuse(new Refused("duplicate-customer", Map.of("customerId", id)), vendor, errors, model));
        }
        if (!errors.hasErrors()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return newPage(vendor, model);
    }

    @PostMapping("/new")
    String add(
            @AuthenticationPrincipal SignedIn user,
            @ModelAttribute("form") CustomerForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var vendor = VendorId.of(user);
        var wanted = form.customer(validator, errors);
        if (!errors.hasErrors()) {
            try {
                var added = forms.once(() -> customers.add(vendor, wanted, user.account()), CustomerPages::page);
                KeptPreview.forget(request);
                redirect.addFlashAttribute("notice", added.notice(id -> added(vendor, id, wanted.invite())));
                return "redirect:" + added.page();
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            } catch (Refused refused) {
                if (refused.code().equals("parts-required")) {
                    return saveOnly(vendor, wanted, user, redirect);
                }
                refuse(refused, vendor, errors, model);
            } catch (TooManyRequests tooMany) {
                errors.reject("customer.refused.too-many", new Object[] {tooMany.retryAfterMinutes()}, null);
                tooMany.writeTo(response);
            }
        }
        if (response.getStatus() == HttpStatus.OK.value()) {
            response.setStatus(
                    (model.containsAttribute("duplicate") ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY)
                            .value());
        }
        return newPage(vendor, model);
    }

    /** What is said about an address while it is typed. */
    @GetMapping("/email-check")
    String checkEmail(
            @AuthenticationPrincipal SignedIn user, @RequestParam(defaultValue = "") String email, Model model) {
        var vendor = VendorId.of(user);
        model.addAttribute("verdict", "bad");
        try {
            var duplicate = known.byEmail(vendor, new EmailAddress(email)).map(id -> list.get(vendor, id));
            duplicate.ifPresent(customer -> model.addAttribute("duplicate", customer));
            model.addAttribute("verdict", duplicate.isPresent() ? "bad" : "good");
            model.addAttribute(
                    "messageKey",
                    duplicate.map(customer -> customer.status().duplicateKey()).orElse("customer.new.email.fine"));
        } catch (InvalidValue invalid) {
            model.addAttribute("messageKey", invalid.messageKey());
        }
        return "customer/form :: emailCheck";
    }

    /** The vendor's settings want parts before the invitation: what was typed is not lost. */
    private String saveOnly(VendorId vendor, NewCustomer wanted, SignedIn user, RedirectAttributes redirect) {
        var saved = forms.once(() -> customers.addHeldBack(vendor, wanted, user.account()), CustomerPages::page);
        redirect.addFlashAttribute(
                "notice",
                saved.notice(draft -> Notice.warning(
                        "customer.notice.added.parts-required",
                        list.get(vendor, draft).companyName())));
        return "redirect:" + saved.page();
    }

    private Notice added(VendorId vendor, CustomerId id, boolean invited) {
        var code = (invited ? "customer.notice.added.invited" : "customer.notice.added.draft")
                + (known.hasNamesake(vendor, id) ? ".namesake" : "");
        var added = list.get(vendor, id);
        return Notice.success(code, added.companyName(), added.email().value());
    }

    private static String page(CustomerId id) {
        return "/vendor/customers/" + id;
    }

    private void refuse(Refused refused, VendorId vendor, BindingResult errors, Model model) {
        if (refused.details().get("customerId") instanceof CustomerId id) {
            var duplicate = list.get(vendor, id);
            model.addAttribute("duplicate", duplicate);
            errors.rejectValue("email", duplicate.status().duplicateKey());
        } else if (refused.code().equals("duplicate-external-id")) {
            errors.rejectValue("externalId", "customer.externalId.duplicate");
        } else {
            errors.reject("customer.refused." + refused.code());
        }
    }

    private static CustomerForm empty(List<RankingRow> rankings, VendorRow vendor) {
        var usual = rankings.stream()
                .filter(RankingRow::isDefault)
                .findFirst()
                .map(RankingRow::label)
                .orElse("");
        return new CustomerForm("", "", "", usual, "true", vendor.language().getLanguage(), "", "", "");
    }

    /** What the form of a new customer offers. */
    private void fill(Model model, VendorRow vendor, List<RankingRow> rankings) {
        model.addAttribute("rankings", rankings);
        model.addAttribute("zone", vendor.zone());
        model.addAttribute("readiness", readiness.ofNew(vendor, rankings));
    }
}
