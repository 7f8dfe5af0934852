package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.instance.InstanceId;
import io.tidemark.operator.World.Settings;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceDetails;
import io.tidemark.store.LogLine;
import io.tidemark.store.LogPage;
import io.tidemark.store.TestInstances;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CycleLookTest {
    private static final InstanceId FIRST = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private World world;
    private Person ann;

    @BeforeEach
    void start() {
        world = World.fresh(
                database.transactions(), Settings.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE))));
        ann = new Person(world, "ann");
    }

    @Test
    void aLongLogComesPageByPageAndSaysWhetherMoreFollows() {
        world.windows.before((request, context) -> {
            for (int i = 1; i <= 700; i++) {
                context.log().info("line " + i);
            }
            LogPage page = ann.desk.log(FIRST, Optional.empty(), 0);
            assertThat(page.lines()).hasSize(500);
            assertThat(page.more()).isTrue();
            LogPage rest = ann.desk.log(FIRST, Optional.of(1), 500);
            assertThat(rest.lines()).hasSize(201);
            assertThat(rest.more()).isFalse();
            assertThat(rest.last()).as("it runs still").isFalse();
            return Optional.empty();
        });
        world.pass(Duration.ofSeconds(40), Duration.ofSeconds(10));

        LogPage end = ann.desk.log(FIRST, Optional.empty(), 700);
        assertThat(end.last()).isTrue();
        assertThat(end.lines()).extracting(LogLine::text).last().isEqualTo("succeeded: 3 rows written");
        assertThatThrownBy(() -> ann.desk.log(FIRST, Optional.of(2), 0))
                .hasMessageContaining("has had 1 attempt, and none of this number");
    }

    @Test
    void everythingIsShownButSecrets() {
        InstanceId id = InstanceId.parse("earthquakes/other@2026-11-22T10:05+08:00");
        TestInstances.insert(
                world.transactions,
                TestInstances.sync(
                        id,
                        1,
                        id.cycle(),
                        Map.of("apiToken", ParameterValue.of("t0p"), "start", ParameterValue.of("1"))),
                world.clock.instant(),
                FIRST);

        InstanceDetails details = ann.desk.instance(id);

        assertThat(details.parameters()).containsOnly(Map.entry("apiToken", "***"), Map.entry("start", "1"));
        assertThat(details.upstreams())
                .singleElement()
                .satisfies(upstream -> assertThat(upstream.id()).isEqualTo(FIRST));
        assertThat(details.window()).isEmpty();
    }
}
