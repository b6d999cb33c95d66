package com.partsportal.process;

import com.partsportal.account.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The groups that the engine knows: what a role of staff is in Tasklist, Cockpit and Camunda's Admin. */
enum StaffGroup {
    SUPPORT("support", "Support", Role.SUPPORT, Role.SUPPORT_LEAD),
    SUPPORT_LEAD("support-lead", "Support lead", Role.SUPPORT_LEAD),
    PROCESS_OWNER("process-owner", "Process owner", Role.PROCESS_OWNER),
    ADMIN("camunda-admin", "Administrator", Role.ADMIN);

    private final String id;
    private final String label;
    private final Set<Role> roles;

    StaffGroup(String id, String label, Role... roles) {
        this.id = id;
        this.label = label;
        this.roles = Set.of(roles);
    }

    String id() {
        return id;
    }

    String label() {
        return label;
    }

    Set<Role> roles() {
        return roles;
    }

    static List<StaffGroup> of(Role role) {
        return Arrays.stream(values())
                .filter(group -> group.roles.contains(role))
                .toList();
    }

    static Optional<StaffGroup> byId(String id) {
        return Arrays.stream(values()).filter(group -> group.id.equals(id)).findFirst();
    }
}
