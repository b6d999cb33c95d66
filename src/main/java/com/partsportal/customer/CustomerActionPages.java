package com.partsportal.customer;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.FormAnswers;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Notice;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import com.partsportal.vendor.VendorId;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buttons of a customer, on its own page and in the list; each answers with a redirect to where it was pressed. */
@Controller
@RequestMapping("/vendor/customers/{id}")
class CustomerActionPages {

    private static final int LONGEST_REASON = 500;

    private final Customers customers;
    private final CustomerReadiness readiness;
    private final CustomerList list;
    private final CustomerPageModel page;
    private final FormAnswers forms;
    private final NextInvitations invitations;

    CustomerActionPages(
            Customers customers,
            CustomerReadiness readiness,
            CustomerList list,
            CustomerPageModel page,
            FormAnswers forms,
            NextInvitations invitations) {
        this.invitations = invitations;
        this.customers = customers;
        this.readiness = readiness;
        this.list = list;
        this.page = page;
        this.forms = forms;
    }

    /**
     * Invites; on the customer's own page with one question first when nothing is prepared and the vendor wants to be warned.
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
        var customer = list.get(VendorId.of(user), CustomerId.of(id));
        if (back == null
                && !confirmed
                && customer.status().offers(CustomerAction.INVITE)
                && readiness.of(VendorId.of(user), customer.id()).verdict() == InviteReadiness.Verdict.WARN) {
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

    /**
     * Withdraws the invitation.
     *
     * @param asksToNotify present when the form has the checkbox {@code notifyContact}; without it the contact is notified
     */
    @PostMapping("/revoke")
    String revoke(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String back,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String asksToNotify,
            @RequestParam(required = false) @Nullable String notifyContact,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        String text;
        try {
            text = FreeText.line("reason", reason, LONGEST_REASON);
        } catch (InvalidValue invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("reason", reason);
            model.addAttribute("reasonError", "customer.revoke.reason.bad");
            return page.fill(VendorId.of(user), CustomerId.of(id), locale, model);
        }
        return act(
                user,
                id,
                back,
                "customer.notice.revoked",
                (vendor, customer, by) ->
                        customers.revoke(vendor, customer, text, notifyContact != null || asksToNotify == null, by),
                redirect);
    }

    @PostMapping("/extend")
    String extend(
            @AuthenticationPrincipal SignedIn user,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String days,
            RedirectAttributes redirect) {
        var number = days.matches("[0-9]{1,2}") ? Integer.parseInt(days) : 0;
        return act(
                user,
                id,
                null,
                "customer.notice.extended",
                (vendor, customer, by) -> invitations.extend(vendor, customer, number, by),
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

    /** @param back query of the list that the button is in; null: the customer's own page */
    private String act(
            SignedIn user,
            String id,
            @Nullable String back,
            String done,
            CustomerCommand command,
            RedirectAttributes redirect) {
        var vendor = VendorId.of(user);
        var customer = list.get(vendor, CustomerId.of(id));
        var to = back == null ? "/vendor/customers/" + customer.id() : ListUrl.backTo(back);
        try {
            var acted = forms.once(() -> command.execute(vendor, customer.id(), user.account()), to);
            redirect.addFlashAttribute(
                    "notice",
                    acted.notice(yes -> Notice.success(
                            done, customer.companyName(), customer.email().value())));
        } catch (Refused refused) {
            redirect.addFlashAttribute("notice", CustomerNotices.refusal(refused, customer));
        } catch (TooManyRequests tooMany) {
            redirect.addFlashAttribute("notice", CustomerNotices.refusal(tooMany));
        } catch (InvalidValue invalid) {
            redirect.addFlashAttribute("notice", Notice.warning(invalid.messageKey()));
        }
        return "redirect:" + to;
    }
}
