package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.access.Actor;
import io.tidemark.access.AuditEvent;
import io.tidemark.access.Role;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.CycleSpan;
import io.tidemark.instance.InstanceId;
import io.tidemark.store.AuditLog;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.TestDesks;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Resolution;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.VersionId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every decision, by every role. Who may stands here once more, as the handbook has it. */
final class DecisionPermissionsTest {
    private static final InstanceId INSTANCE = InstanceId.parse("a/b@2026-11-22T10:05+08:00");
    private static final TaskId TASK = new TaskId("a", "b");
    private static final ChainId CHAIN = new ChainId("a/b");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private static Map<Decision, Set<Role>> expected() {
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

    @Test
    void everyDecisionIsHere() {
        assertThat(expected().keySet().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(
                        Arrays.stream(Decision.class.getPermittedSubclasses()).collect(Collectors.toSet()));
    }

    @Test
    void onlyWhoMayDecides() {
        LocalDesk desk = TestDesks.desk(database.transactions(), new HandClock(NOON));
        expected().forEach((decision, roles) -> {
            for (Role role : Role.values()) {
                Actor actor = new Actor("ann", Actor.Way.TOKEN, "10.0.0.1", role.permissions());
                DecisionRequest request = new DecisionRequest(decision, SourceHint.NONE, actor);
                String what = role + " " + decision;

                assertThat(refused(() -> desk.preview(request))).as(what).isEqualTo(!roles.contains(role));
                assertThat(refused(() -> desk.carryOut(request, "x"))).as(what).isEqualTo(!roles.contains(role));
            }
        });
    }

    @Test
    void whatWasTriedIsInTheTrail() {
        LocalDesk desk = TestDesks.desk(database.transactions(), new HandClock(NOON));
        Actor viewer = new Actor("ann", Actor.Way.SESSION, "10.0.0.1", Role.VIEWER.permissions());
        DecisionRequest request = new DecisionRequest(new Decision.RewindChain(CHAIN, NOON), SourceHint.NONE, viewer);

        refused(() -> desk.preview(request));
        refused(() -> desk.carryOut(request, "x"));

        assertThat(new AuditLog(database.transactions())
                        .list(new AuditLog.Filter(Optional.empty(), Optional.empty(), Optional.empty(), 10)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.who()).isEqualTo("ann");
                    assertThat(event.address()).isEqualTo("10.0.0.1");
                    assertThat(event.action()).isEqualTo("rewind");
                    assertThat(event.subject()).isEqualTo("a/b to 2026-11-22T12:00:00Z");
                    assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.REFUSED);
                    assertThat(event.detail()).contains("ann may not");
                });
    }

    @Test
    void filesOfThisMachineAreReadForNobodyElse() {
        LocalDesk desk = TestDesks.desk(database.transactions(), new HandClock(NOON));
        Actor admin = new Actor("ann", Actor.Way.TOKEN, "10.0.0.1", Role.ADMIN.permissions());
        SourceHint hint =
                new SourceHint(Optional.of(Path.of("/etc/passwd")), Map.of(), Optional.empty(), Optional.empty());

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> desk.preview(
                        new DecisionRequest(new Decision.RecoverChain(CHAIN, Optional.empty()), hint, admin)))
                .hasMessageContaining("only its own commands");
    }

    /** Whether it was for who asked that nothing was done. */
    private static boolean refused(Runnable asked) {
        try {
            asked.run();
            return false;
        } catch (FailureException e) {
            return e.failure().code().equals("NOT_PERMITTED");
        } catch (RuntimeException other) {
            return false;
        }
    }
}
