package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Times;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of what companies say of themselves, with the history of it. */
@Service
public class CompanyProfiles {

    private static final Logger log = LoggerFactory.getLogger(CompanyProfiles.class);

    private static final int LONGEST_ADDRESS = 500;

    private final CompanyRepository companies;
    private final JdbcClient jdbc;
    private final Clock clock;

    CompanyProfiles(CompanyRepository companies, JdbcClient jdbc, Clock clock) {
        this.companies = companies;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public CompanyProfile get(CompanyId company) {
        return companies.findById(company.value()).map(Company::profile).orElseThrow(NotFound::new);
    }

    /**
     * Stores the profile, unless somebody changed it since the form was made.
     *
     * @return what the others changed meanwhile; empty: it is stored
     * @throws InvalidValue for a value that breaks its rule
     */
    @Retried
    @Transactional
    public List<CompanyChange> edit(CompanyId id, EditedCompany edited, AccountId by) {
        var company = companies.lock(id.value()).orElseThrow(NotFound::new);
        var before = company.profile();
        var read = version(edited);
        if (read != before.version()) {
            return changes(id, read);
        }
        var phone = PhoneNumber.international(edited.phone());
        var shipping = FreeText.of("shippingAddress", edited.shippingAddress(), LONGEST_ADDRESS);
        var billing = FreeText.of("billingAddress", edited.billingAddress(), LONGEST_ADDRESS);
        var after = new CompanyProfile(
                Names.company(String.valueOf(edited.companyName())),
                phone == null ? null : phone.value(),
                shipping,
                edited.sameAsShipping() != null ? null : billing,
                edited.taxId() == null || edited.taxId().isBlank() ? null : Names.company(edited.taxId()),
                before.version());
        if (after.equals(before)) {
            return List.of();
        }
        company.describe(after);
        companies.saveAndFlush(company);
        note(id, by, before.version() + 1, "companyName", before.name(), after.name());
        note(id, by, before.version() + 1, "phone", before.phone(), after.phone());
        note(id, by, before.version() + 1, "shippingAddress", before.shippingAddress(), after.shippingAddress());
        note(id, by, before.version() + 1, "billingAddress", before.billingAddress(), after.billingAddress());
        note(id, by, before.version() + 1, "taxId", before.taxId(), after.taxId());
        log.info("company {}: profile changed by account {}", id, by);
        return List.of();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<CompanyChange> history(CompanyId company) {
        return changes(company, -1);
    }

    /** Those that came after this version, newest first. */
    private List<CompanyChange> changes(CompanyId company, int version) {
        return jdbc.sql("""
                        select h.at, a.name, h.field, h.old_value, h.new_value
                        from company_change h join account a on a.id = h.actor_id
                        where h.company_id = :company and h.version > :version order by h.at desc, h.id desc limit 200""")
                .param("company", company.value())
                .param("version", version)
                .query((row, number) -> new CompanyChange(
                        row.getTimestamp("at").toInstant(),
                        row.getString("name"),
                        row.getString("field"),
                        row.getString("old_value"),
                        row.getString("new_value")))
                .list();
    }

    private void note(
            CompanyId company, AccountId by, int version, String field, @Nullable String from, @Nullable String to) {
        if (Objects.equals(from, to)) {
            return;
        }
        jdbc.sql("""
                        insert into company_change (id, at, company_id, actor_id, version, field, old_value, new_value, from_network)
                        values (:id, :at, :company, :actor, :version, :field, :old, :new, :network)""")
                .param("id", Ids.next())
                .param("at", Timestamp.from(Times.now(clock)))
                .param("company", company.value())
                .param("actor", by.value())
                .param("version", version)
                .param("field", field)
                .param("old", from, Types.VARCHAR)
                .param("new", to, Types.VARCHAR)
                .param("network", ClientNetwork.current(), Types.VARCHAR)
                .update();
    }

    /** A version that cannot be read is older than any. */
    private static int version(EditedCompany edited) {
        var typed = edited.version();
        return typed != null && typed.matches("[0-9]{1,8}") ? Integer.parseInt(typed) : -1;
    }
}
