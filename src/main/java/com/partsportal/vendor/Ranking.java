package com.partsportal.vendor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.UUID;

@Entity
class Ranking {

    @Id
    private UUID id;

    private UUID vendorId;
    private String label;
    private BigDecimal discount;
    private int position;

    @Column(name = "is_default")
    private boolean isDefault;

    protected Ranking() {}

    Ranking(UUID id, UUID vendorId, String label, BigDecimal discount, int position, boolean isDefault) {
        this.id = id;
        this.vendorId = vendorId;
        this.label = label;
        this.discount = discount;
        this.position = position;
        this.isDefault = isDefault;
    }

    RankingRow row() {
        return new RankingRow(id, label, discount, isDefault);
    }
}
