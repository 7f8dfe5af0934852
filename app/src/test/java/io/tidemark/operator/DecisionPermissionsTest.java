package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.access.Actor;
import io.tidemark.access.AuditEvent;
import io.tidemark.access.Role;
import io.tidemark.attempt.FailureException;
import io.tidemark.store.AuditLog;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.TestDesks;
import io.tidemark.sync.ChainId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every decision, by every role. Who may stands here once more, as the handbook has it. */
final class DecisionPermissionsTest {
    private static final ChainId CHAIN = new ChainId("a/b");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    @Test
    void everyDecisionIsHere() {
        assertThat(EveryDecision.rules().keySet().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(
                        Arrays.stream(Decision.class.getPermittedSubclasses()).collect(Collectors.toSet()));
    }

    @Test
    void onlyWhoMayDecides() {
        LocalDesk desk = TestDesks.desk(database.transactions(), new HandClock(NOON));
        EveryDecision.rules().forEach((decision, roles) -> {
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
