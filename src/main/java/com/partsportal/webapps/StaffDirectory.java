package com.partsportal.webapps;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.account.StaffAccounts;
import com.partsportal.account.StaffRow;
import com.partsportal.process.StaffGroup;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.TenantQuery;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.GroupQueryImpl;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.TenantQueryImpl;
import org.camunda.bpm.engine.impl.UserQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;

/**
 * The users and groups that the engine knows: the portal's active staff, read from its accounts by every query, so that
 * nothing goes stale. Nobody signs in through the engine. A query finds only the users that its caller may read.
 */
class StaffDirectory implements ReadOnlyIdentityProvider {

    private final StaffAccounts accounts;

    StaffDirectory(StaffAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public @Nullable User findUserById(String userId) {
        return createUserQuery(Context.getCommandContext()).userId(userId).singleResult();
    }

    @Override
    public UserQuery createUserQuery() {
        return new Users(executor());
    }

    @Override
    public UserQuery createUserQuery(CommandContext commandContext) {
        return new Users();
    }

    @Override
    public NativeUserQuery createNativeUserQuery() {
        throw new BadUserRequestException("Staff is not kept in the engine's tables");
    }

    /** Camunda's own sign-in is closed. */
    @Override
    public boolean checkPassword(String userId, String password) {
        return false;
    }

    @Override
    public @Nullable Group findGroupById(String groupId) {
        return createGroupQuery(Context.getCommandContext()).groupId(groupId).singleResult();
    }

    @Override
    public GroupQuery createGroupQuery() {
        return new Groups(executor());
    }

    @Override
    public GroupQuery createGroupQuery(CommandContext commandContext) {
        return new Groups();
    }

    @Override
    public @Nullable Tenant findTenantById(String tenantId) {
        return null;
    }

    @Override
    public TenantQuery createTenantQuery() {
        return new NoTenants(executor());
    }

    @Override
    public TenantQuery createTenantQuery(CommandContext commandContext) {
        return new NoTenants();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private static CommandExecutor executor() {
        return Context.getProcessEngineConfiguration().getCommandExecutorTxRequired();
    }

    private Stream<StaffRow> staff() {
        return accounts.active().stream();
    }

    private @Nullable Role roleOf(String userId) {
        try {
            return accounts.role(new AccountId(UUID.fromString(userId))).orElse(null);
        } catch (IllegalArgumentException noUuid) {
            return null;
        }
    }

    private static boolean mayRead(Resources resource, String id) {
        return Context.getCommandContext().getAuthorizationManager().isAuthorized(Permissions.READ, resource, id);
    }

    private static boolean isSelf(String userId) {
        var caller = Context.getCommandContext().getAuthentication();
        return caller != null && userId.equals(caller.getUserId());
    }

    private static boolean fits(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }

    /** SQL's LIKE, in any case. */
    private static boolean like(@Nullable String pattern, @Nullable String value) {
        if (pattern == null) {
            return true;
        }
        var regex = Arrays.stream(pattern.toLowerCase(Locale.ROOT).split("(?<=%)|(?=%)"))
                .map(part -> part.equals("%") ? ".*" : Pattern.quote(part))
                .collect(Collectors.joining());
        return value != null && Pattern.matches(regex, value.toLowerCase(Locale.ROOT));
    }

    private static <T> List<T> page(Stream<T> all, @Nullable Page page) {
        return (page == null ? all : all.skip(page.getFirstResult()).limit(page.getMaxResults())).toList();
    }

    private final class Users extends UserQueryImpl {

        Users() {}

        Users(CommandExecutor executor) {
            super(executor);
        }

        @Override
        public long executeCount(CommandContext context) {
            return found().count();
        }

        @Override
        public List<User> executeList(CommandContext context, @Nullable Page page) {
            return page(found(), page);
        }

        private Stream<User> found() {
            if (procDefId != null || tenantId != null) {
                return Stream.empty();
            }
            return staff().filter(this::isInGroup)
                    .map(StaffDirectory::user)
                    .filter(user -> fits(id, user.getId()))
                    .filter(user -> ids == null || Arrays.asList(ids).contains(user.getId()))
                    .filter(user -> fits(firstName, user.getFirstName()) && like(firstNameLike, user.getFirstName()))
                    .filter(user -> fits(lastName, user.getLastName()) && like(lastNameLike, user.getLastName()))
                    .filter(user -> fits(email, user.getEmail()) && like(emailLike, user.getEmail()))
                    .filter(user -> isSelf(user.getId()) || mayRead(Resources.USER, user.getId()))
                    .sorted(Comparator.comparing(User::getLastName)
                            .thenComparing(User::getFirstName)
                            .thenComparing(User::getId));
        }

        private boolean isInGroup(StaffRow person) {
            return groupId == null
                    || person.role() != null
                            && StaffGroup.of(person.role()).stream()
                                    .anyMatch(group -> group.id().equals(groupId));
        }
    }

    private final class Groups extends GroupQueryImpl {

        Groups() {}

        Groups(CommandExecutor executor) {
            super(executor);
        }

        @Override
        public long executeCount(CommandContext context) {
            return found().count();
        }

        @Override
        public List<Group> executeList(CommandContext context, @Nullable Page page) {
            return page(found(), page);
        }

        private Stream<Group> found() {
            if (procDefId != null || tenantId != null) {
                return Stream.empty();
            }
            var groups = Arrays.asList(StaffGroup.values());
            if (userId != null) {
                var role = roleOf(userId);
                groups = role == null ? List.of() : StaffGroup.of(role);
            }
            var ownOnly = userId != null && isSelf(userId);
            return groups.stream()
                    .map(StaffDirectory::group)
                    .filter(group -> fits(id, group.getId()))
                    .filter(group -> ids == null || Arrays.asList(ids).contains(group.getId()))
                    .filter(group -> fits(name, group.getName()) && like(nameLike, group.getName()))
                    .filter(group -> fits(type, group.getType()))
                    .filter(group -> ownOnly || mayRead(Resources.GROUP, group.getId()));
        }
    }

    private static final class NoTenants extends TenantQueryImpl {

        NoTenants() {}

        NoTenants(CommandExecutor executor) {
            super(executor);
        }

        @Override
        public long executeCount(CommandContext context) {
            return 0;
        }

        @Override
        public List<Tenant> executeList(CommandContext context, @Nullable Page page) {
            return List.of();
        }
    }

    private static User user(StaffRow person) {
        var name = person.name();
        var space = name.lastIndexOf(' ');
        var user = new UserEntity(person.id().value().toString());
        user.setFirstName(space < 0 ? "" : name.substring(0, space));
        user.setLastName(name.substring(space + 1));
        user.setEmail(person.email().value());
        return user;
    }

    private static Group group(StaffGroup group) {
        var entity = new GroupEntity(group.id());
        entity.setName(group.label());
        entity.setType(group == StaffGroup.ADMIN ? "SYSTEM" : "WORKFLOW");
        return entity;
    }
}
