package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.account.SignedIn;
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
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
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
    private static final int MOST = 200;

    private final Customers customers;
    private final CustomerList list;
    private final CustomerExport export;
    private final Vendors vendors;

    SelectionPages(Customers customers, CustomerList list, CustomerExport export, Vendors vendors) {
        this.customers = customers;
        this.list = list;
        this.export = export;
        this.vendors = vendors;
    }

    /** Each customer on its own: what one of them does not allow stops no other. */
    @PostMapping("/selection")
    String act(
            @AuthenticationPrincipal SignedIn user,
            @RequestParam(required = false, defaultValue = "") List<String> customer,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        var to = "redirect:" + ListAddress.backTo(back);
        if (customer.isEmpty() || customer.size() > MOST) {
            redirect.addFlashAttribute("notice", Notice.warning("customer.selection.none"));
            return to;
        }
        var vendor = new VendorId(user.vendor());
        var act = act(action);
        var results = new ArrayList<Notice>();
        for (var id : customer.stream().distinct().toList()) {
            results.add(result(user, vendor, id, action, act));
        }
        redirect.addFlashAttribute("results", results);
        return to;
    }

    private interface Act {
        void on(VendorId vendor, CustomerId customer, AccountId by);
    }

    private Act act(String action) {
        return switch (action) {
            case "resend" -> customers::resend;
            case "revoke" -> (vendor, customer, by) -> customers.revoke(vendor, customer, null, by);
            case "deactivate" -> customers::deactivate;
            default -> throw new NotFound();
        };
    }

    private Notice result(SignedIn user, VendorId vendor, String id, String action, Act act) {
        try {
            return result(user, vendor, list.get(vendor, CustomerId.of(id)), action, act);
        } catch (NotFound discardedMeanwhile) {
            return Notice.warning("customer.selection.gone");
        }
    }

    private Notice result(SignedIn user, VendorId vendor, CustomerRow row, String action, Act act) {
        try {
            act.on(vendor, row.id(), user.account());
            return Notice.success("customer.selection." + action, row.companyName());
        } catch (Refused refused) {
            return Notice.warning("customer.selection.refused", row.companyName());
        } catch (TooManyRequests tooMany) {
            return Notice.warning("customer.selection.too-many", row.companyName(), CustomerPages.minutes(tooMany));
        } catch (ConcurrencyFailureException | DataIntegrityViolationException lostRace) {
            log.warn("customer {} lost a race within a selection", row.id());
            return Notice.warning("customer.selection.race", row.companyName());
        }
    }

    /** The list with its filter, as a file. */
    @GetMapping("/export")
    void export(@AuthenticationPrincipal SignedIn user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var vendor = new VendorId(user.vendor());
        var query = ListQuery.of(request, vendors.rankings(vendor));
        if (!query.errors().isEmpty()) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
            return;
        }
        export.write(vendor, query.filter(), query.order(), response);
    }

    @ExceptionHandler
    void unknown(NotFound unknown, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }
}
