package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.ConcurrencyConflict;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is done to several customers of the list at once, and the list as a file. */
@Controller
@RequestMapping("/vendor/customers")
class SelectionPages {

    private static final Logger log = LoggerFactory.getLogger(SelectionPages.class);
    /** So many rows one page of the list can select. */
    private static final int MOST = 200;

    /** So many a selection of all that match may have: more takes longer than a person waits for an answer. */
    static final int MOST_MATCHING = 500;

    /** More results than these are summed up. */
    private static final int MOST_LISTED = 20;

    /** Begins the action that gives a ranking; its label follows. */
    private static final String RANKING = "ranking:";

    private final Customers customers;
    private final CustomerEdits edits;
    private final CustomerList list;
    private final CustomerExport export;
    private final Vendors vendors;
    private final FormAnswers forms;

    SelectionPages(
            Customers customers,
            CustomerEdits edits,
            CustomerList list,
            CustomerExport export,
            Vendors vendors,
            FormAnswers forms) {
        this.forms = forms;
        this.customers = customers;
        this.edits = edits;
        this.list = list;
        this.export = export;
        this.vendors = vendors;
    }

    /**
     * Each customer on its own: what one of them does not allow stops no other. With {@code all} it is done to every
     * customer that the filter in the address finds.
     */
    @PostMapping("/selection")
    String act(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false, defaultValue = "") List<String> customer,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String back,
            @RequestParam(defaultValue = "false") boolean all,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var to = "redirect:" + ListUrl.backTo(back);
        var vendor = VendorId.of(user);
        var selected = all ? matching(vendor, request) : customer;
        if (selected.isEmpty() || (!all && selected.size() > MOST)) {
            redirect.addFlashAttribute("notice", Notice.warning("customer.selection.none"));
            return to;
        }
        if (selected.size() > MOST_MATCHING) {
            redirect.addFlashAttribute("notice", Notice.warning("customer.selection.too-long", MOST_MATCHING));
            return to;
        }
        var command = command(action);
        var results = new ArrayList<Notice>();
        for (var id : selected.stream().distinct().toList()) {
            results.add(result(user, vendor, id, code(action), command));
        }
        var skipped = results.stream()
                .filter(result -> !result.kind().equals("success"))
                .toList();
        redirect.addFlashAttribute("done", results.size() - skipped.size());
        redirect.addFlashAttribute("skipped", skipped.size());
        redirect.addFlashAttribute("results", results.size() <= MOST_LISTED ? results : skipped);
        return to;
    }

    /** The selected customers as a file. */
    @PostMapping(path = "/selection", params = "action=export")
    void exportSelected(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false, defaultValue = "") List<String> customer,
            @RequestParam(defaultValue = "false") boolean all,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (all) {
            export(user, request, response);
            return;
        }
        var vendor = VendorId.of(user);
        var rows = customer.stream()
                .distinct()
                .limit(MOST)
                .map(id -> list.get(vendor, CustomerId.of(id)))
                .toList();
        export.write(vendor, rows, response);
    }

    /** Ids of all that the filter in the address finds, at most one more than a selection may have. */
    private List<String> matching(VendorId vendor, HttpServletRequest request) {
        var query = ListQuery.of(request, vendors.rankings(vendor));
        if (!query.errors().isEmpty()) {
            return List.of();
        }
        return list.page(vendor, query.filter(), query.order(), null, MOST_MATCHING + 1).items().stream()
                .map(row -> row.id().toString())
                .toList();
    }

    private CustomerCommand command(String action) {
        if (action.startsWith(RANKING)) {
            var edited = new EditedCustomer(null, null, action.substring(RANKING.length()), null);
            return (vendor, customer, by) -> edits.edit(vendor, customer, edited, by);
        }
        return switch (action) {
            case "invite" -> customers::invite;
            case "resend" -> customers::resend;
            case "revoke" -> (vendor, customer, by) -> customers.revoke(vendor, customer, null, by);
            case "deactivate" -> customers::deactivate;
            default -> throw new NotFound();
        };
    }

    /** Of the message that says it was done. */
    private static String code(String action) {
        return action.startsWith(RANKING) ? "ranking.done" : action;
    }

    private Notice result(SignedIn user, VendorId vendor, String id, String action, CustomerCommand command) {
        try {
            return result(user, vendor, list.get(vendor, CustomerId.of(id)), action, command);
        } catch (NotFound discardedMeanwhile) {
            return Notice.warning("customer.selection.gone");
        }
    }

    private Notice result(SignedIn user, VendorId vendor, CustomerRow row, String action, CustomerCommand command) {
        try {
            forms.once(
                    row.id().toString(), () -> command.execute(vendor, row.id(), user.account()), "/vendor/customers");
            return Notice.success("customer.selection." + action, row.companyName());
        } catch (Refused | InvalidValue refused) {
            return Notice.warning("customer.selection.refused", row.companyName());
        } catch (TooManyRequests tooMany) {
            tooMany.record();
            return Notice.warning("customer.selection.too-many", row.companyName(), tooMany.retryAfterMinutes());
        } catch (DataAccessException e) {
            if (!ConcurrencyConflict.is(e)) {
                throw e;
            }
            log.warn("customer {} met a concurrency conflict within a selection", row.id());
            return Notice.warning("customer.selection.race", row.companyName());
        }
    }

    /** The list with its filter, as a file. */
    @GetMapping("/export")
    void export(@AuthenticationPrincipal SignedIn user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var vendor = VendorId.of(user);
        var query = ListQuery.of(request, vendors.rankings(vendor));
        if (!query.errors().isEmpty()) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
            return;
        }
        export.write(vendor, query.filter(), query.order(), response);
    }
}
