package com.partsportal.part;

import com.partsportal.account.SignedIn;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.KnownCustomers;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.vendor.VendorId;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The vendor's pages of one customer's parts: prepared before the invitation, seen by that customer after it. */
@Controller
@RequestMapping("/vendor/customers/{customer}/parts")
class PartPages {

    private static final int ROWS = 100;

    private final Parts parts;
    private final PartDrawings drawings;
    private final PartFiles files;
    private final KnownCustomers customers;
    private final CustomerList list;
    private final Validator validator;
    private final FormAnswers forms;

    PartPages(
            Parts parts,
            PartDrawings drawings,
            PartFiles files,
            KnownCustomers customers,
            CustomerList list,
            Validator validator,
            FormAnswers forms) {
        this.drawings = drawings;
        this.files = files;
        this.forms = forms;
        this.parts = parts;
        this.customers = customers;
        this.list = list;
        this.validator = validator;
    }

    /**
     * @param number the page begins after this one; empty: at the first
     * @param revision of that number
     */
    @GetMapping
    String show(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String revision,
            Model model) {
        var readable = (number + revision).indexOf('\0') < 0;
        return page(user, customer, readable ? number : "", readable ? revision : "", model);
    }

    @PostMapping
    String add(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @ModelAttribute("form") PartForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var id = own(user, customer);
        var part = form.part(validator, errors);
        if (!errors.hasErrors()) {
            try {
                var added = forms.once(() -> parts.add(VendorId.of(user), id, part, user.account()), made -> page(id));
                redirect.addFlashAttribute(
                        "notice", added.notice(made -> Notice.success("part.notice.added", part.number())));
                return "redirect:" + added.page();
            } catch (Refused duplicate) {
                errors.rejectValue("number", "part.refused." + duplicate.code());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("adding", true);
        return page(user, customer, model);
    }

    @GetMapping("/{part}")
    String show(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String part,
            Model model) {
        return page(user, customer, PartId.of(part), model);
    }

    @PostMapping("/{part}")
    String edit(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String part,
            @ModelAttribute("form") PartForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var id = own(user, customer);
        var wanted = form.part(validator, errors);
        if (!errors.hasErrors()) {
            try {
                parts.edit(VendorId.of(user), id, PartId.of(part), wanted, user.account());
                redirect.addFlashAttribute("notice", Notice.success("part.notice.edited", wanted.number()));
                return to(id);
            } catch (Refused duplicate) {
                errors.rejectValue("number", "part.refused." + duplicate.code());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(user, customer, PartId.of(part), model);
    }

    @PostMapping("/{part}/remove")
    String remove(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String part,
            RedirectAttributes redirect) {
        var id = own(user, customer);
        var row = parts.get(VendorId.of(user), id, PartId.of(part));
        try {
            parts.remove(VendorId.of(user), id, row.id(), user.account());
            redirect.addFlashAttribute("notice", Notice.success("part.notice.removed", row.number()));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", Notice.warning("part.refused." + refused.code(), row.number()));
        }
        return to(id);
    }

    /** The customer does not see it any more, or sees it again. */
    @PostMapping("/{part}/retire")
    String retire(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @PathVariable String part,
            @RequestParam(defaultValue = "true") boolean retired,
            RedirectAttributes redirect) {
        var id = own(user, customer);
        var row = parts.get(VendorId.of(user), id, PartId.of(part));
        parts.retire(VendorId.of(user), id, row.id(), retired, user.account());
        redirect.addFlashAttribute(
                "notice", Notice.success(retired ? "part.notice.retired" : "part.notice.restored", row.number()));
        return to(id);
    }

    @PostMapping("/copy")
    String copy(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String customer,
            @RequestParam(defaultValue = "") String from,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var id = own(user, customer);
        var source = EmailAddress.isValid(from)
                ? customers.byEmail(VendorId.of(user), new EmailAddress(from)).filter(other -> !other.equals(id))
                : java.util.Optional.<CustomerId>empty();
        if (source.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("copyError", "part.copy.unknown");
            model.addAttribute("copyFrom", from);
            return page(user, customer, model);
        }
        var copied =
                forms.once(() -> parts.copy(VendorId.of(user), source.get(), id, user.account()), many -> page(id));
        redirect.addFlashAttribute("notice", copied.notice(many -> Notice.success("part.notice.copied", many)));
        return "redirect:" + copied.page();
    }

    /** All parts, from the first on. */
    String page(SignedIn user, String customer, Model model) {
        return page(user, customer, "", "", model);
    }

    private String page(SignedIn user, String customer, String number, String revision, Model model) {
        var id = CustomerId.of(customer);
        var rows = parts.after(VendorId.of(user), id, number, revision, ROWS + 1);
        model.addAttribute("customer", list.get(VendorId.of(user), id));
        var shown = rows.stream().limit(ROWS).toList();
        model.addAttribute("parts", shown);
        model.addAttribute(
                "drawings", drawings.of(shown.stream().map(PartRow::id).toList()));
        model.addAttribute("last", rows.size() > ROWS ? rows.get(ROWS - 1) : null);
        model.addAttribute("first", number.isEmpty());
        model.addAttribute("openFile", files.open(id, user.account()).orElse(null));
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", PartForm.empty());
        }
        return "part/parts";
    }

    /** One part. */
    String page(SignedIn user, String customer, PartId part, Model model) {
        var id = CustomerId.of(customer);
        var row = parts.get(VendorId.of(user), id, part);
        model.addAttribute("customer", list.get(VendorId.of(user), id));
        model.addAttribute("part", row);
        model.addAttribute("drawings", drawings.of(VendorId.of(user), id, part));
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", PartForm.of(row));
        }
        return "part/part";
    }

    CustomerId own(SignedIn user, String customer) {
        return list.get(VendorId.of(user), CustomerId.of(customer)).id();
    }

    private static String to(CustomerId customer) {
        return "redirect:" + page(customer);
    }

    static String page(CustomerId customer) {
        return "/vendor/customers/" + customer + "/parts";
    }
}
