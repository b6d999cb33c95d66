package com.partsportal.access;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.account.SignedIn.Membership;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;

/** Where people go after signing in. */
final class StartPages {

    /** Own pages that may be returned to: no path with a token in it, nothing that a browser reads as another host. */
    private static final Pattern RETURNABLE = Pattern.compile(
            "/(vendor/(customers|rfqs|rankings|team|settings|api-keys|webhooks|insights|audit)|portal|admin/(vendors|staff|people|audit)"
                    + "|email-change/cases|insights|notifications|membership|swagger-ui|camunda/app/(tasklist|cockpit|admin))"
                    + "(?![^/?])(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?(\\?[A-Za-z0-9._~%=&+:,@!*-]{0,8000})?");

    /** The page that leads on to another one of an organisation. */
    private static final Pattern OF_AN_ORGANISATION =
            Pattern.compile("/membership\\?organisation=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:&.*)?");

    private static final int LONGEST = 8200;

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
                .filter(path -> route(path).filter(route -> route.admits(user)).isPresent())
                .orElseGet(() -> of(user));
    }

    /** Where a person goes on who acts for this organisation now: where they wanted to go, when that is open to the role. */
    static String of(Membership chosen, @Nullable String wanted) {
        return returnable(wanted).filter(path -> isOpenTo(chosen, path)).orElseGet(() -> of(chosen.role()));
    }

    /** Whether the page is open to a person who acts for this organisation. */
    static boolean isOpenTo(Membership membership, String path) {
        return route(path).filter(route -> route.admits(membership.role())).isPresent();
    }

    private static Optional<Routes.Route> route(String path) {
        return Routes.of(PathContainer.parsePath(path.split("\\?", 2)[0]));
    }

    /**
     * The membership to begin with after signing in: the one whose page was wanted, else the first whose role may open it.
     * Empty when the usual one does.
     */
    static Optional<Membership> membership(SignedIn user, @Nullable String wanted) {
        var path = returnable(wanted).orElse(null);
        if (path == null) {
            return Optional.empty();
        }
        var named = OF_AN_ORGANISATION.matcher(path);
        if (named.matches()) {
            return user.membership(UUID.fromString(named.group(1)));
        }
        return route(path).filter(route -> route.admits(user)).isPresent()
                ? Optional.empty()
                : user.memberships().stream().filter(one -> isOpenTo(one, path)).findFirst();
    }

    /** The path itself when one may be led back to it after signing in. */
    static Optional<String> returnable(@Nullable String path) {
        return Optional.ofNullable(path)
                .filter(it -> it.length() <= LONGEST)
                .filter(it -> RETURNABLE.matcher(it).matches());
    }
}
