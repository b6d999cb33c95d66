package com.partsportal;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.testing.PortalTest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where personal data stands: what an erasure has to reach. Every column that can hold words or bytes is on one of two
 * lists, so that nobody adds one without saying which.
 */
@PortalTest
class PersonalDataTests {

    /** Tells something about a person: an address, a name, a number, free words about somebody, or what points at a login. */
    private static final Set<String> PERSONAL = columns("""
            account: email language name password_hash phone terms_version
            account_event: from_network
            api_key: name
            audit_entry: from_network
            authenticator: secret
            company: billing_address name phone shipping_address tax_id
            company_change: from_network new_value old_value
            company_event: after before from_network
            customer: company_name company_sort email external_id language note phone search_text
            customer_import: content corrections
            customer_import_row: company_name email external_id phone words
            drawing: file_name
            drawing_chunk: content
            drawing_thumbnail: content
            email_change: answer current_email language new_email question reason requested_from silent_reason
            email_change_event: comment
            email_change_link: recipient token_hash token_nonce
            engine_operation: reason
            idempotent_answer: body body_hash caller headers path
            invitation: accepted_name accepted_password_hash accepted_terms delivery_words email end_reason
            invitation: invited_name language note token_hash token_nonce
            part_file: content corrections
            passkey: attestation_object credential_id name public_key transports
            password_link: token_hash token_nonce
            rate_limit: id
            privacy_event: address_hash
            recovery_code: code_hash
            reserved_address: address_hash
            rfq: answer_words decision_words note
            sent_mail: bounce_words mail_key message_id recipient refusal
            spring_session: principal_name
            staff_identity: subject
            spring_session_attributes: attribute_bytes
            support_case: comment report
            support_case_event: comment
            vendor: address contact_email contact_name contact_phone name suspended_reason
            vendor_logo: content
            vendor_event: reason
            webhook_delivery: response
            webhook_endpoint: description url""");

    /** Codes, states, settings, keys and things; nothing of a person. */
    private static final Set<String> OTHER = columns("""
            account: muted_notices staff_role
            account_event: after before type
            api_key: key_hash
            audit_entry: action actor_kind after before
            authenticator: secret_kid
            company: allowed_domains billing_country shipping_country
            company_change: field
            company_event: type
            company_user: role
            customer: status
            customer_import: columns ignored_columns state
            customer_import_row: code field ranking
            drawing: media_type
            email_change: source state
            email_change_event: type
            email_change_link: kind token_kid
            engine_operation: action business_key detail element instance_id process
            form_answer: digest page
            idempotent_answer: key
            invitation: delivery delivery_failure kind reminders_at role status token_kid
            notification: kind
            part: description finish material number revision
            part_file: columns day_order
            password_link: token_kid
            privacy_event: type
            ranking: label
            rate_limit: state
            remembered_column: field kind title
            rfq: quote_currency status
            rfq_line: description finish material number quantities
            sent_mail: kind language state
            spring_session: primary_id session_id
            spring_session_attributes: attribute_name session_primary_id
            staff_identity: issuer
            support_case: kind outcome state
            support_case_event: type
            timeline: details type
            vendor: csv_delimiter language muted_notices parts_policy region time_zone
            vendor_event: type
            vendor_user: role
            webhook_delivery: body failure state type
            webhook_endpoint: events former_kid former_secret secret secret_kid""");

    @Autowired
    JdbcClient jdbc;

    @Test
    void everyColumnThatCanHoldTextIsClassified() {
        var classified = new TreeSet<>(PERSONAL);
        classified.addAll(OTHER);

        assertThat(PERSONAL).doesNotContainAnyElementsOf(OTHER);
        assertThat(columnsOfTheDatabase())
                .as("a new column: can it tell something about a person? Put it on one of the lists above")
                .containsExactlyInAnyOrderElementsOf(classified);
    }

    /** But of the engine, whose variables are watched elsewhere, and of Flyway. */
    private List<String> columnsOfTheDatabase() {
        return jdbc.sql("""
                        select table_name || '.' || column_name from information_schema.columns
                        where table_schema = 'public' and table_name !~ '^(act_|flyway_)'
                          and data_type not in ('uuid', 'boolean', 'smallint', 'integer', 'bigint', 'numeric',
                              'double precision', 'date', 'timestamp with time zone', 'interval')
                        order by 1""").query(String.class).list();
    }

    private static Set<String> columns(String lines) {
        return lines.lines()
                .flatMap(line -> {
                    var parts = line.split(": ");
                    return Arrays.stream(parts[1].split(" ")).map(column -> parts[0] + "." + column);
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
