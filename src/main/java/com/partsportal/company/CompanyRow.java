package com.partsportal.company;

import org.jspecify.annotations.Nullable;

/** A company as it describes itself. */
public record CompanyRow(
        CompanyId id, String name, @Nullable String phone) {}
