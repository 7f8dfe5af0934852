package io.tidemark.operator;

import io.tidemark.access.Role;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.CycleSpan;
import io.tidemark.instance.InstanceId;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Resolution;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.VersionId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decisions of every kind, and in every way that matters for who may decide them. */
public final class EveryDecision {
    private static final InstanceId INSTANCE = InstanceId.parse("a/b@2026-11-22T10:05+08:00");
    private static final TaskId TASK = new TaskId("a", "b");
    private static final ChainId CHAIN = new ChainId("a/b");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private EveryDecision() {}

    /** Each with the roles that may decide it. */
    public static Map<Decision, Set<Role>> rules() {
        Set<Role> operating = Set.of(Role.OPERATOR, Role.ADMIN);
        Set<Role> running = Set.of(Role.OPERATOR, Role.DEVELOPER, Role.ADMIN);
        Set<Role> editing = Set.of(Role.DEVELOPER, Role.ADMIN);
        Set<Role> admins = Set.of(Role.ADMIN);
        RerunTerms plain = new RerunTerms(false, "");
        RerunTerms forced = new RerunTerms(true, "a reason");
        BackfillRequest days = new BackfillRequest(
                "a",
                Optional.empty(),
                List.of(new CycleSpan(LocalDateTime.of(2026, 11, 1, 0, 0), LocalDateTime.of(2026, 11, 2, 0, 0))),
                false,
                Set.of(),
                false,
                1,
                Map.of());
        Map<Decision, Set<Role>> rules = new LinkedHashMap<>();
        rules.put(new Decision.ResolveWindow(7, Resolution.COMMITTED, false), operating);
        rules.put(new Decision.ResolveWindow(7, Resolution.NOT_COMMITTED, true), admins);
        rules.put(new Decision.MoveChain(CHAIN, new ChainId("a/c")), editing);
        rules.put(new Decision.RewindChain(CHAIN, NOON), admins);
        rules.put(new Decision.AcceptLoss(CHAIN, Optional.empty()), admins);
        rules.put(new Decision.RecoverChain(CHAIN, Optional.empty()), admins);
        rules.put(
                new Decision.Submit(
                        new Submission(List.of(), Path.of("/folder").toAbsolutePath(), Submission.Missing.KEEP), ""),
                editing);
        rules.put(new Decision.RollBack(VersionId.parse("a@1"), ""), editing);
        rules.put(new Decision.SetSuccessful(INSTANCE, "a reason"), operating);
        for (Steering steering : Steering.values()) {
            rules.put(new Decision.Steer(steering, List.of(INSTANCE), ""), operating);
        }
        rules.put(new Decision.Rerun(List.of(INSTANCE), RerunScope.ONLY, plain), operating);
        rules.put(new Decision.Rerun(List.of(INSTANCE), RerunScope.ONLY, forced), admins);
        rules.put(new Decision.RerunFailed("a", Optional.empty(), Optional.empty(), plain), operating);
        rules.put(new Decision.RerunFailed("a", Optional.empty(), Optional.empty(), forced), admins);
        rules.put(new Decision.PauseTasks(List.of(TASK), true, ""), operating);
        rules.put(new Decision.PauseTasks(List.of(TASK), false, ""), operating);
        rules.put(new Decision.RunOnce(TASK, NOON, Map.of(), Optional.empty(), ""), running);
        rules.put(new Decision.StartBackfill(days, ""), running);
        rules.put(new Decision.StopBackfill(1, false, ""), running);
        rules.put(new Decision.StopBackfill(1, true, ""), running);
        rules.put(new Decision.ResumeBackfill(1, ""), running);
        return rules;
    }
}
