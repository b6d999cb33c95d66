package com.partsportal.emailchange;

/** Everything that an agent decides by, as text for one screen. Personal data: it leaves the engine with the task. */
public record ReviewFacts(
        String number,
        String id,
        String company,
        String person,
        String currentEmail,
        String requestedEmail,
        String reason,
        String requested,
        String proofs,
        String collisions,
        String earlier,
        String hints) {}
