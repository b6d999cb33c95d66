package com.partsportal.privacy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long personal data is kept that nobody needs for the work any more; what is part of a living record (a login, a
 * customer, a company) stays as long as the record, or until the person is erased. ISO-8601 durations.
 *
 * @param emails rows of the ledger of emails, since the email was written
 * @param cases texts and addresses in requests to change an address and in support's cases, since they ended
 * @param imports the rows and the file of an import, since it was finished
 * @param networks from which network somebody signed in or changed something, since then
 * @param passwordLinks what is kept of a link to set a password, since it was made
 * @param invitations notes and answers of an invitation, since it ended
 * @param notifications what waited for a person, since it began to wait
 */
@ConfigurationProperties("portal.retention")
public record RetentionSettings(
        @DefaultValue("P400D") Duration emails,
        @DefaultValue("P730D") Duration cases,
        @DefaultValue("P90D") Duration imports,
        @DefaultValue("P180D") Duration networks,
        @DefaultValue("P30D") Duration passwordLinks,
        @DefaultValue("P365D") Duration invitations,
        @DefaultValue("P180D") Duration notifications) {}
