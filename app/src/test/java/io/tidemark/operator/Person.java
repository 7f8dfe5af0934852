package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.access.Actor;
import io.tidemark.attempt.FailureException;
import io.tidemark.store.InstanceViews;
import io.tidemark.store.LedgerView;
import io.tidemark.store.TestDesks;

/** Somebody at the desk of a world. */
final class Person {
    final LocalDesk desk;
    private final String name;

    Person(World world, String name) {
        this.name = name;
        CycleCare cycles = new CycleCare(
                world.tasks,
                world.reasons,
                world.records,
                new InstanceViews(world.transactions),
                new LedgerView(world.transactions),
                () -> world.requests,
                () -> world.jobs);
        LocalDesk plain = TestDesks.desk(world.transactions, world.clock);
        desk = new LocalDesk(
                plain.care(),
                plain.statusTables(),
                plain.submissions(),
                cycles,
                plain.backfills(),
                plain.verify(),
                plain.trail());
    }

    Preview sees(Decision decision) {
        return desk.preview(request(decision));
    }

    String reads(Decision decision) {
        return String.join("\n", sees(decision).sentences());
    }

    /** Carries out what was seen before. */
    void agrees(Decision decision, Preview seen) {
        desk.carryOut(request(decision), seen.seen().orElseThrow());
    }

    void does(Decision decision) {
        agrees(decision, sees(decision));
    }

    void isRefused(Decision decision, String code, String... words) {
        assertThatThrownBy(() -> sees(decision)).isInstanceOfSatisfying(FailureException.class, refused -> {
            assertThat(refused.failure().code()).isEqualTo(code);
            assertThat(refused.failure().sentence()).contains(words);
        });
    }

    private DecisionRequest request(Decision decision) {
        return new DecisionRequest(decision, SourceHint.NONE, Actor.local(name));
    }
}
