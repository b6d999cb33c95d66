package com.partsportal.invitation;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PageViewRepository extends Repository<PageView, UUID> {

    @Query("""
            select new com.partsportal.invitation.PageViews$Views(
                count(case when v.person = true then 1 end), count(case when v.person = false then 1 end),
                max(case when v.person = true then v.at end))
            from PageView v where v.invitationId = :invitation""")
    PageViews.Views of(UUID invitation);

    /** Adds one unless there are that many already; how many it added. */
    @Modifying
    @Query(value = """
            insert into invitation_opening (id, invitation_id, at, person)
            select :id, :invitation, :now, :person
            where (select count(*) from invitation_opening where invitation_id = :invitation) < :most""", nativeQuery = true)
    int add(UUID id, UUID invitation, Instant now, boolean person, int most);
}
