package com.partsportal.account;

import com.partsportal.shared.Retried;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which notices a person wants, in the portal and by email. Emails about the login itself are none: they always come. */
@Service
public class NoticeChoices {

    private final AccountRepository accounts;

    NoticeChoices(AccountRepository accounts) {
        this.accounts = accounts;
    }

    /** As in {@link AccountRow#muted}. */
    @Transactional(readOnly = true)
    public Set<String> muted(AccountId person) {
        return accounts.findById(person.value()).orElseThrow().row().muted();
    }

    /**
     * Changes the choice about some notices and leaves the others as they were.
     *
     * @param offered those that the form showed, as in {@link AccountRow#muted}
     * @param muted those of them that the person does not want
     */
    @Retried
    @Transactional
    public void choose(AccountId person, Set<String> offered, Set<String> muted) {
        var account = accounts.findById(person.value()).orElseThrow();
        var all = new TreeSet<>(account.row().muted());
        all.removeAll(offered);
        muted.stream().filter(offered::contains).forEach(all::add);
        account.muteNotices(all);
    }
}
