package com.partsportal.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Table {@code account_event}, whose rows a trigger keeps from being changed. */
interface AccountEventRepository extends Repository<AccountEvent, UUID> {

    String VIEW = """
            select new com.partsportal.account.AccountEventView(e.at, e.type, coalesce(p.name, ''), e.versionAfter, e.fromNetwork)
            from AccountEvent e left join Passkey p on p.id = e.passkeyId
            """;

    AccountEvent save(AccountEvent event);

    @Query(VIEW + "where e.id = :id")
    Optional<AccountEventView> view(UUID id);

    @Query(VIEW + "where e.accountId = :account order by e.at desc, e.id desc limit :most")
    List<AccountEventView> newest(UUID account, int most);
}
