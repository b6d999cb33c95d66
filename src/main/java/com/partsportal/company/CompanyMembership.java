package com.partsportal.company;

import com.partsportal.account.Role;
import java.util.UUID;

/** A login's active place in a company. */
public record CompanyMembership(UUID companyId, String companyName, Role role) {}
