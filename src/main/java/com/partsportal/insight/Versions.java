package com.partsportal.insight;

import com.partsportal.account.AccountId;
import com.partsportal.insight.ModelMigration.Running;
import com.partsportal.insight.VersionsReport.Definition;
import com.partsportal.insight.VersionsReport.Older;
import com.partsportal.insight.VersionsReport.Version;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Which versions of the processes run, and how their instances come to the newest. */
@Service
class Versions {

    private static final Logger log = LoggerFactory.getLogger(Versions.class);

    /** Of a process. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,255}");

    private static final int LONGEST_REASON = 500;

    private final VersionsReport report;
    private final ModelMigration migration;
    private final Operations operations;
    private final TransactionTemplate transactions;

    Versions(VersionsReport report, ModelMigration migration, Operations operations, TransactionTemplate transactions) {
        this.report = report;
        this.migration = migration;
        this.operations = operations;
        this.transactions = transactions;
    }

    /** Instances of one version that are at the same elements, of which one was tried. @param obstacle null: they can move */
    record Group(
            String process,
            int version,
            String definition,
            String elements,
            List<Older> instances,
            @Nullable String obstacle) {

        boolean movable() {
            return obstacle == null;
        }
    }

    /** @param moving how many move in the background @param stuck those that cannot */
    record Outcome(int moving, List<Group> stuck) {}

    /** By process. */
    Map<String, List<Version>> all() {
        return report.versions().stream()
                .collect(Collectors.groupingBy(Version::process, LinkedHashMap::new, Collectors.toList()));
    }

    /** The migrations that have not come to their end. */
    List<Running> running() {
        return migration.running();
    }

    /**
     * What runs on older versions, at most {@link VersionsReport#MOST} instances, and whether it can move.
     *
     * @throws NotFound for a process that there is not
     */
    List<Group> check(String process) {
        return check(process, newest(process));
    }

    private Definition newest(String process) {
        if (!KEY.matcher(process).matches()) {
            throw new NotFound();
        }
        return report.newest(process).orElseThrow(NotFound::new);
    }

    private List<Group> check(String process, Definition newest) {
        var groups = report.older(process).stream()
                .collect(Collectors.groupingBy(
                        older -> List.of(older.definition(), older.elements()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return groups.values().stream()
                .map(same -> {
                    var one = same.get(0);
                    var obstacle = migration
                            .obstacle(one.instance(), one.definition(), newest.id())
                            .orElse(null);
                    return new Group(process, one.version(), one.definition(), one.elements(), same, obstacle);
                })
                .toList();
    }

    /**
     * Begins to move what can move.
     *
     * @param by null: a command on the operator's machine, which may have no reason
     * @throws NotFound for a process that there is not
     * @throws InvalidValue with field {@code reason} when a person gives none, or it breaks the rules of texts
     * @throws Refused {@code migration-running} while another has not come to its end
     */
    Outcome migrate(Collection<String> processes, @Nullable String reason, @Nullable AccountId by) {
        var text = FreeText.line("reason", reason, LONGEST_REASON);
        if (text == null && by != null) {
            throw new InvalidValue("reason", "required");
        }
        var before = running();
        if (before.stream().anyMatch(other -> !other.stuck())) {
            throw new Refused("migration-running");
        }
        before.forEach(stuck -> migration.drop(stuck.batch()));
        var moving = 0;
        var stuck = new ArrayList<Group>();
        for (var process : processes) {
            var newest = newest(process);
            var groups = check(process, newest);
            moving += begin(process, newest, groups, text, by);
            groups.stream().filter(group -> !group.movable()).forEach(stuck::add);
        }
        return new Outcome(moving, stuck);
    }

    private int begin(
            String process, Definition newest, List<Group> groups, @Nullable String reason, @Nullable AccountId by) {
        var movable = groups.stream()
                .filter(Group::movable)
                .flatMap(group -> group.instances().stream())
                .collect(Collectors.groupingBy(
                        Older::definition,
                        LinkedHashMap::new,
                        Collectors.mapping(Older::instance, Collectors.toList())));
        var moving = movable.values().stream().mapToInt(List::size).sum();
        if (moving > 0) {
            transactions.executeWithoutResult(status -> {
                movable.forEach((from, instances) -> migration.begin(from, newest.id(), instances));
                operations.record(Operation.of(Operation.Action.MIGRATE, by)
                        .on(process, null, null, null)
                        .affecting(moving)
                        .detail("version " + newest.version())
                        .reason(reason));
            });
        }
        log.info("{}: {} instances move to version {}", process, moving, newest.version());
        return moving;
    }
}
