package com.partsportal.chaos;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.chaos.Rows.CustomerRow;
import com.partsportal.chaos.Rows.InvitationRow;
import com.partsportal.chaos.Rows.WebhookRow;
import com.partsportal.harness.WebhookSink.Received;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Compares what another system received with what happened: nothing is lost, a repeated message has the id and the bytes of
 * the first one, and of one customer the messages came in the order in which it happened.
 */
final class WebhookChecker {

    /** What each end of an invitation is told as. */
    private static final Map<String, String> ENDS = Map.of(
            "ACCEPTED", "invitation.accepted",
            "DECLINED", "invitation.declined",
            "EXPIRED", "invitation.expired",
            "REVOKED", "invitation.revoked");

    private final Rows rows;
    private final List<Received> received;
    private final Figures figures;
    private final Map<String, Received> first = new LinkedHashMap<>();
    private final Map<UUID, List<JsonNode>> byCustomer = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    WebhookChecker(Rows rows, List<Received> received, Figures figures) {
        this.rows = rows;
        this.received = received;
        this.figures = figures;
    }

    /** Everything that is not as promised; empty: it held. */
    List<String> violations() {
        received.forEach(this::message);
        rows.webhooks().forEach(this::row);
        var known = rows.webhooks().stream().collect(toMap(row -> row.id().toString(), Function.identity()));
        first.values().forEach(message -> inTheTable(message, known.get(message.id())));
        order(known);
        rows.customers().forEach(this::customer);
        figures.note("webhooks received", received.size());
        figures.note("of these received again, with the same id", received.size() - first.size());
        return violations;
    }

    private void message(Received message) {
        if (!message.genuine()) {
            wrong("webhook " + message.id() + " has a wrong signature");
        }
        var before = first.putIfAbsent(message.id(), message);
        if (before != null && !before.body().equals(message.body())) {
            wrong("webhook " + message.id() + " says something else the second time");
        }
        if (before == null) {
            var json = json(message);
            byCustomer
                    .computeIfAbsent(UUID.fromString(json.at("/data/customerId").asText()), id -> new ArrayList<>())
                    .add(json);
        }
    }

    private void row(WebhookRow row) {
        if (!row.state().equals("DELIVERED")) {
            wrong("webhook " + row.id() + " is " + row.state());
        }
        if (!first.containsKey(row.id().toString())) {
            wrong("webhook " + row.id() + " is " + row.state() + " and was never received");
        }
    }

    private void inTheTable(Received message, WebhookRow row) {
        if (row == null || !row.body().equals(message.body())) {
            wrong("webhook " + message.id() + " was received, and the table has "
                    + (row == null ? "none" : "another body"));
        }
    }

    private void order(Map<String, WebhookRow> known) {
        first.values().stream()
                .filter(message -> known.containsKey(message.id()))
                .map(message -> known.get(message.id()))
                .collect(groupingBy(WebhookRow::customer))
                .forEach((customer, inOrderOfReceipt) -> {
                    for (var i = 1; i < inOrderOfReceipt.size(); i++) {
                        if (inOrderOfReceipt.get(i).position()
                                < inOrderOfReceipt.get(i - 1).position()) {
                            wrong("webhooks of customer " + customer + " came in another order: "
                                    + inOrderOfReceipt.stream()
                                            .map(WebhookRow::type)
                                            .toList());
                            return;
                        }
                    }
                });
    }

    /** From the customer's own rows, not from the table of messages. */
    private void customer(CustomerRow customer) {
        var messages = byCustomer.getOrDefault(customer.id(), List.of());
        expect(customer, messages, "customer.created", 1);
        var own = rows.invitations().stream().filter(row -> row.isOf(customer)).toList();
        ENDS.forEach((status, type) -> expect(
                customer,
                messages,
                type,
                own.stream().filter(row -> row.status().equals(status)).count()));
        expect(
                customer,
                messages,
                "invitation.sent",
                own.stream().filter(row -> row.delivery().equals("SENT")).count());
        var last = messages.stream()
                .filter(message -> message.path("type").asText().equals("customer.status_changed"))
                .map(message -> message.at("/data/status").asText())
                .reduce((earlier, later) -> later)
                .orElse("");
        if (!last.equals(customer.status())) {
            wrong(customer.email() + " is " + customer.status() + ", the last webhook said " + last + "; invitations "
                    + own.stream().map(InvitationRow::status).toList());
        }
    }

    private void expect(CustomerRow customer, List<JsonNode> messages, String type, long wanted) {
        var got = messages.stream()
                .filter(message -> message.path("type").asText().equals(type))
                .count();
        if (got != wanted) {
            wrong(customer.email() + " should have " + wanted + " webhooks " + type + ", received were " + got);
        }
    }

    private static JsonNode json(Received message) {
        try {
            return new ObjectMapper().readTree(message.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + message.body(), e);
        }
    }

    private void wrong(String what) {
        violations.add(what);
    }
}
