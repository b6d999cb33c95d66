package com.partsportal.invitation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One visit to an invitation's page. */
@Entity
@Table(name = "invitation_opening")
class PageView {

    @Id
    private UUID id;

    private UUID invitationId;
    private Instant at;
    private boolean person;

    protected PageView() {}
}
