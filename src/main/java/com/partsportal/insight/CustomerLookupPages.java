package com.partsportal.insight;

import com.partsportal.account.SignedIn;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.NextInvitations;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.ReaderZone;
import com.partsportal.shared.Refused;
import com.partsportal.shared.SearchInput;
import com.partsportal.vendor.VendorId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A customer as the process owner reads it, by name or by the business key; the one thing to change is when its invitation ends. */
@Controller
@RequestMapping("/insights/customers")
class CustomerLookupPages {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int SHORTEST_SEARCH = 2;
    private static final int LONGEST_REASON = 500;

    private final CustomerLookupReport report;
    private final NextInvitations invitations;
    private final Operations operations;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CustomerLookupPages(
            CustomerLookupReport report,
            NextInvitations invitations,
            Operations operations,
            TransactionTemplate transactions,
            Clock clock) {
        this.report = report;
        this.invitations = invitations;
        this.operations = operations;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping
    String search(@RequestParam(name = "q", defaultValue = "") String query, Model model) {
        var text = query.strip();
        model.addAttribute("query", query);
        model.addAttribute(
                "found",
                text.length() < SHORTEST_SEARCH || !SearchInput.isValid(text)
                        ? List.of()
                        : report.search(text, DatabaseTime.now(clock)));
        model.addAttribute("most", CustomerLookupReport.MOST);
        model.addAttribute("zone", ReaderZone.get());
        return "insight/customers";
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Model model) {
        var customer = find(id);
        model.addAttribute("customer", customer);
        model.addAttribute("lines", report.timeline(customer.id()));
        model.addAttribute("zone", ReaderZone.get());
        return "insight/customer";
    }

    @PostMapping("/{id}/extend")
    String extend(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(required = false) @Nullable String reason,
            @AuthenticationPrincipal SignedIn user,
            RedirectAttributes redirect) {
        var customer = find(id);
        try {
            var text = FreeText.line("reason", reason, LONGEST_REASON);
            var number = days.matches("[0-9]{1,2}") ? Integer.parseInt(days) : 0;
            transactions.executeWithoutResult(status -> {
                var until = invitations.extend(
                        new VendorId(customer.vendorId()), new CustomerId(customer.id()), number, user.account());
                operations.record(Operation.of(Operation.Action.EXTEND, user.account())
                        .on(
                                "customer-onboarding",
                                customer.instance(),
                                customer.id().toString(),
                                null)
                        .detail(until.toString())
                        .reason(text));
            });
            redirect.addFlashAttribute("notice", Notice.success("insight.customer.extended", customer.companyName()));
        } catch (InvalidValue invalid) {
            redirect.addFlashAttribute(
                    "notice",
                    Notice.warning(
                            invalid.field().equals("days") ? invalid.messageKey() : "insight.incidents.reason.bad"));
        } catch (Refused refused) {
            redirect.addFlashAttribute(
                    "notice", Notice.warning("customer.refused." + refused.code(), customer.companyName()));
        }
        return "redirect:/insights/customers/" + customer.id();
    }

    private CustomerLookupReport.Found find(String id) {
        if (!ID.matcher(id).matches()) {
            throw new NotFound();
        }
        return report.find(UUID.fromString(id), DatabaseTime.now(clock)).orElseThrow(NotFound::new);
    }
}
