package com.partsportal.company;

import java.util.UUID;

/** Names a company. */
public record CompanyId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
