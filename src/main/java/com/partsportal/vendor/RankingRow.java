package com.partsportal.vendor;

import java.math.BigDecimal;
import java.util.UUID;

/** One entry of a vendor's list of rankings; never shown to customers. */
public record RankingRow(UUID id, String label, BigDecimal discountPercent, boolean isDefault) {}
