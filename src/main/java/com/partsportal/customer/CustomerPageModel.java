package com.partsportal.customer;

import com.partsportal.shared.DateFormats;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What the page of one customer shows. */
@Component
class CustomerPageModel {

    /** So many parts are on the page itself. */
    private static final int PARTS = 5;

    /** So many RFQs are on the page itself. */
    private static final int RFQS = 3;

    private static final int RFQS_OF_TAB = 100;

    private static final Set<String> TABS = Set.of("overview", "rfqs", "activity");

    private final CustomerList list;
    private final CustomerReadiness readiness;
    private final CustomerActivity activity;
    private final NextInvitations nextInvitations;
    private final PreparedParts parts;
    private final RequestsForQuotation rfqs;
    private final WaitingReasons reasons;
    private final CompanyOfCustomer companies;
    private final Vendors vendors;
    private final OnboardingDiagram diagram;
    private final DateFormats dateFormats;
    private final MessageSource messages;

    CustomerPageModel(
            CustomerList list,
            CustomerReadiness readiness,
            CustomerActivity activity,
            NextInvitations nextInvitations,
            PreparedParts parts,
            RequestsForQuotation rfqs,
            WaitingReasons reasons,
            CompanyOfCustomer companies,
            Vendors vendors,
            OnboardingDiagram diagram,
            DateFormats dateFormats,
            MessageSource messages) {
        this.list = list;
        this.readiness = readiness;
        this.activity = activity;
        this.nextInvitations = nextInvitations;
        this.parts = parts;
        this.rfqs = rfqs;
        this.reasons = reasons;
        this.companies = companies;
        this.vendors = vendors;
        this.diagram = diagram;
        this.dateFormats = dateFormats;
        this.messages = messages;
    }

    /** Fills the model; returns the template. */
    String fill(VendorId vendor, CustomerId id, Locale locale, Model model) {
        var customer = list.get(vendor, id);
        var zone = vendors.get(vendor).zone();
        var position = diagram.position(id).orElse(null);
        model.addAttribute("customer", customer);
        model.addAttribute("zone", zone);
        model.addAttribute("rankings", vendors.rankings(vendor));
        model.addAttribute("why", reasons.of(customer));
        model.addAttribute("readiness", readiness.of(vendor, id).verdict());
        model.addAttribute("parts", parts.first(id, PARTS));
        var timeline = new ArrayList<>(activity.timeline(vendor, id, locale));
        Collections.reverse(timeline);
        model.addAttribute("timeline", timeline);
        model.addAttribute("activity", ActivityLine.of(timeline));
        model.addAttribute(
                "steps", OnboardingSteps.of(customer, customer.visits().lastPerson(), firstRfq(timeline)));
        var request = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        model.addAttribute("listUrl", ListCookie.back(request));
        var tab = TABS.contains(String.valueOf(request.getParameter("tab"))) ? request.getParameter("tab") : "overview";
        model.addAttribute("tab", tab);
        var joined = customer.acceptedAt() != null;
        model.addAttribute("rfqCount", joined ? rfqs.receivedCount(vendor, id) : 0L);
        model.addAttribute(
                "rfqs", joined ? rfqs.received(vendor, id, tab.equals("rfqs") ? RFQS_OF_TAB : RFQS) : List.of());
        model.addAttribute("company", companies.of(vendor, id).orElse(null));
        model.addAttribute("position", position);
        model.addAttribute("step", position == null ? null : describe(position, zone, locale));
        if (!model.containsAttribute("edit")) {
            model.addAttribute(
                    "edit",
                    new EditedCustomer(
                            customer.companyName(), customer.phone(), customer.ranking(), customer.externalId()));
        }
        if (!model.containsAttribute("options")) {
            model.addAttribute("options", NextInvitationForm.of(nextInvitations.options(vendor, id)));
        }
        if (!model.containsAttribute("correction")) {
            model.addAttribute("correction", new CustomerDetailPages.CorrectedAddress(null));
        }
        return "customer/customer";
    }

    private static @Nullable Instant firstRfq(List<TimelineEntry> newestFirst) {
        return newestFirst.stream()
                .filter(entry -> entry.type().equals(TimelineType.RFQ_SUBMITTED.name()))
                .map(TimelineEntry::at)
                .reduce((newer, older) -> older)
                .orElse(null);
    }

    /** The BPMN model with its labels in this language. */
    String inLanguage(String bpmnXml, Locale locale) {
        return ProcessNames.translated(bpmnXml, id -> messages.getMessage("process." + id, null, null, locale));
    }

    /** The diagram as text, for screen readers. */
    private String describe(OnboardingDiagram.Position position, ZoneId zone, Locale locale) {
        var names = ProcessNames.of(inLanguage(position.bpmnXml(), locale));
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
                            new Object[] {dateFormats.dayTimeZone(position.nextReminder(), zone)},
                            locale));
        }
        if (position.expiresAt() != null) {
            text.append(' ')
                    .append(messages.getMessage(
                            "customer.process.expires",
                            new Object[] {dateFormats.dayTimeZone(position.expiresAt(), zone)},
                            locale));
        }
        return text.toString();
    }
}
