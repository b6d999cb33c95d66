package com.partsportal.access;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;

/** Where people go after signing in. */
final class StartPages {

    /** Own pages that may be returned to: no path with a token in it, nothing that a browser reads as another host. */
    private static final Pattern RETURNABLE = Pattern.compile(
            "/(vendor/(customers|rfqs|rankings|team|settings|api-keys)|portal|admin/(vendors|staff)|swagger-ui|camunda/app/(tasklist|cockpit|admin))"
                    + "(?![^/?])(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?(\\?[A-Za-z0-9._~%=&+:,@!*-]{0,1000})?");

    private StartPages() {}

    static String of(SignedIn user) {
        return user.roles().stream().findFirst().map(StartPages::of).orElse("/start");
    }

    private static String of(Role role) {
        return switch (role) {
            case VENDOR_ADMIN, TEAM_MEMBER -> "/vendor/customers";
            case CUSTOMER_MANAGER, CUSTOMER_USER -> "/portal";
            case SUPPORT, SUPPORT_LEAD -> "/camunda/app/tasklist/";
            case PROCESS_OWNER -> "/camunda/app/cockpit/";
            case ADMIN -> "/admin/vendors";
        };
    }

    /** Where the person wanted to go, when it is one of our pages and open to them; else the start page. */
    static String of(SignedIn user, @Nullable String wanted) {
        return returnable(wanted)
                .filter(path -> Routes.of(PathContainer.parsePath(path.split("\\?", 2)[0]))
                        .filter(route -> route.admits(user))
                        .isPresent())
                .orElseGet(() -> of(user));
    }

    /** The path itself when one may be led back to it after signing in. */
    static Optional<String> returnable(@Nullable String path) {
        return Optional.ofNullable(path)
                .filter(it -> it.length() <= 1500)
                .filter(it -> RETURNABLE.matcher(it).matches());
    }
}
