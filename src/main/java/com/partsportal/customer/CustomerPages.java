package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
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
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The vendor's list of customers and the form of a new one. */
@Controller
@RequestMapping("/vendor/customers")
class CustomerPages {

    private static final int ROWS = 25;

    /** Of one status: beyond that the page does not wait, it asks for the exact counts when it stands. */
    private static final int MOST_COUNTED = 2000;

    private final Customers customers;
    private final CustomerList list;
    private final Vendors vendors;
    private final Validator validator;

    CustomerPages(Customers customers, CustomerList list, Vendors vendors, Validator validator) {
        this.customers = customers;
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
        var shown = list.overview(
                new VendorId(user.vendor()), rankings -> ListQuery.of(request, rankings), ROWS, MOST_COUNTED);
        var query = shown.query();
        if (!query.errors().isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
        var counts = shown.counts();
        fillCounts(model, query, counts);
        model.addAttribute(
                "capped",
                counts.values().stream().anyMatch(count -> count == CustomerList.UNCOUNTED || count > MOST_COUNTED));
        model.addAttribute("page", shown.page());
        model.addAttribute(
                "any",
                counts.values().stream().anyMatch(count -> count != 0)
                        || query.filter().isNarrow()
                        || !query.errors().isEmpty());
        fill(model, shown.vendor(), shown.rankings());
        model.addAttribute("form", empty(shown.rankings(), shown.vendor()));
        return "customer/list";
    }

    /** The exact counts of a list, for a page that did not wait for them. */
    @GetMapping("/counts")
    String counts(@AuthenticationPrincipal SignedIn user, HttpServletRequest request, Model model) {
        var counted = list.counted(new VendorId(user.vendor()), rankings -> ListQuery.of(request, rankings));
        fillCounts(model, counted.query(), counted.counts());
        model.addAttribute("capped", false);
        return "customer/list :: counts";
    }

    /** What the vendor is told by mail as well. */
    @GetMapping("/news")
    String news(@AuthenticationPrincipal SignedIn user, Model model) {
        var vendor = new VendorId(user.vendor());
        model.addAttribute("news", customers.news(vendor));
        model.addAttribute("days", Customers.NEWS_DAYS);
        model.addAttribute("zone", vendors.get(vendor).zone());
        return "customer/news";
    }

    private static void fillCounts(Model model, ListQuery query, Map<CustomerStatus, Long> counts) {
        var filter = query.filter();
        var uncounted = counts.containsValue(CustomerList.UNCOUNTED);
        var total = uncounted
                ? MOST_COUNTED
                : counts.values().stream().mapToLong(Long::longValue).sum();
        var shown = filter.statuses().isEmpty()
                ? total
                : filter.statuses().stream().distinct().mapToLong(counts::get).sum();
        model.addAttribute("query", query);
        model.addAttribute("list", new ListAddress(filter, query.order(), query.cursor()));
        model.addAttribute("counts", counts);
        model.addAttribute("mostCounted", MOST_COUNTED);
        model.addAttribute("total", total);
        model.addAttribute("shown", shown);
    }

    @GetMapping("/new")
    String newCustomer(@AuthenticationPrincipal SignedIn user, Model model) {
        var vendor = new VendorId(user.vendor());
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
            HttpServletResponse response,
            Model model) {
        var vendor = new VendorId(user.vendor());
        var wanted = form.customer(validator, errors);
        if (!errors.hasErrors()) {
            try {
                model.addAttribute("preview", customers.preview(vendor, wanted, user.account()));
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            }
        }
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
        return newPage(vendor, model);
    }

    @PostMapping("/new")
    String add(
            @AuthenticationPrincipal SignedIn user,
            @ModelAttribute("form") CustomerForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var vendor = new VendorId(user.vendor());
        var wanted = form.customer(validator, errors);
        if (!errors.hasErrors()) {
            try {
                var id = customers.add(vendor, wanted, user.account());
                var code = (wanted.invite() ? "customer.notice.added.invited" : "customer.notice.added.draft")
                        + (customers.hasNamesake(vendor, id) ? ".namesake" : "");
                var added = list.get(vendor, id);
                redirect.addFlashAttribute(
                        "notice",
                        Notice.success(code, added.companyName(), added.email().value()));
                return "redirect:/vendor/customers/" + id;
            } catch (InvalidValue invalid) {
                errors.rejectValue(invalid.field(), invalid.messageKey());
            } catch (Refused refused) {
                if (refused.code().equals("parts-required")) {
                    return saveOnly(vendor, wanted, user, redirect);
                }
                refuse(refused, vendor, errors, model);
            } catch (TooManyRequests tooMany) {
                errors.reject("customer.refused.too-many", new Object[] {minutes(tooMany)}, null);
                response.setHeader(
                        "Retry-After", Long.toString(tooMany.retryAfter().toSeconds() + 1));
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
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
        var vendor = new VendorId(user.vendor());
        model.addAttribute("verdict", "bad");
        try {
            var known = customers.byEmail(vendor, new EmailAddress(email)).map(id -> list.get(vendor, id));
            known.ifPresent(customer -> model.addAttribute("duplicate", customer));
            model.addAttribute("verdict", known.isPresent() ? "bad" : "good");
            model.addAttribute("words", known.map(CustomerPages::duplicateWords).orElse("customer.new.email.fine"));
        } catch (InvalidValue invalid) {
            model.addAttribute("words", invalid.messageKey());
        }
        return "customer/form :: emailCheck";
    }

    /** The vendor's settings want parts before the invitation: what was typed is not lost. */
    private String saveOnly(VendorId vendor, NewCustomer wanted, SignedIn user, RedirectAttributes redirect) {
        var draft = customers.addHeldBack(vendor, wanted, user.account());
        redirect.addFlashAttribute(
                "notice",
                Notice.warning(
                        "customer.notice.added.parts-required",
                        list.get(vendor, draft).companyName()));
        return "redirect:/vendor/customers/" + draft;
    }

    private void refuse(Refused refused, VendorId vendor, BindingResult errors, Model model) {
        if (refused.details().get("customerId") instanceof CustomerId known) {
            var duplicate = list.get(vendor, known);
            model.addAttribute("duplicate", duplicate);
            errors.rejectValue("email", duplicateWords(duplicate));
        } else {
            errors.reject("customer.refused." + refused.code());
        }
    }

    /** Says in which state the customer with the same address is. */
    static String duplicateWords(CustomerRow duplicate) {
        return duplicateWords(duplicate.status());
    }

    static String duplicateWords(CustomerStatus status) {
        return switch (status) {
            case DRAFT -> "customer.duplicate.draft";
            case INVITED -> "customer.duplicate.invited";
            case ACTIVE, DEACTIVATED -> "customer.duplicate.customer";
            case EXPIRED, DECLINED, REVOKED -> "customer.duplicate.ended";
        };
    }

    static long minutes(TooManyRequests tooMany) {
        return Math.max(1, (tooMany.retryAfter().toSeconds() + 59) / 60);
    }

    private static CustomerForm empty(List<RankingRow> rankings, VendorRow vendor) {
        var usual = rankings.stream()
                .filter(RankingRow::isDefault)
                .findFirst()
                .map(RankingRow::label)
                .orElse("");
        return new CustomerForm("", "", "", usual, "true", vendor.language().getLanguage(), "", "");
    }

    /** What the form of a new customer offers. */
    private void fill(Model model, VendorRow vendor, List<RankingRow> rankings) {
        model.addAttribute("rankings", rankings);
        model.addAttribute("zone", vendor.zone());
        model.addAttribute("readiness", customers.readinessOfNew(vendor, rankings));
    }
}
