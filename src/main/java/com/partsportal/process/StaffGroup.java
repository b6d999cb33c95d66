package com.partsportal.process;

import com.partsportal.account.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The engine's groups of users, which the models and the web apps name, and the roles of staff that belong to each. */
public enum StaffGroup {
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

    /** The group's id in the engine. */
    public String id() {
        return id;
    }

    /** The group's name in Camunda's Admin. */
    public String label() {
        return label;
    }

    /** The groups of a person with that role. */
    public static List<StaffGroup> of(Role role) {
        return Arrays.stream(values())
                .filter(group -> group.roles.contains(role))
                .toList();
    }
}
