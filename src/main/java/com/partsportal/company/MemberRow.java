package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * One of a company's people.
 *
 * @param id of the membership, which is what is changed and ended; never the login
 */
public record MemberRow(
        UUID id, AccountId account, String name, String email, Role role, boolean active, Instant joinedAt) {}
