package io.tidemark.operator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.definition.CronSchedules;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceView;
import io.tidemark.sync.Window;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A month of the whole operator, on a clock turned by hand. */
class MonthTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final RetryPolicy TEN_TIMES = new RetryPolicy(10, TEN_SECONDS, RetryPolicy.Backoff.CONSTANT);

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    @Test
    void aMonthOfHoursAndDaysEndsEachExactlyOnceAndInOrderHoweverManyAttemptsFail() {
        long seed = 20261101;
        Random random = new Random(seed);
        List<String> failures = new ArrayList<>();
        Map<String, List<Window>> moved = new HashMap<>();
        Instant begin =
                LocalDate.of(2026, 11, 1).atTime(0, 30).atZone(Samples.ZONE).toInstant();
        World world = World.fresh(
                database.transactions(),
                begin,
                Settings.of(new Workflow(
                                "w",
                                Samples.ZONE,
                                Label.NONE,
                                Optional.of(new ScheduleText.Every(HOUR)),
                                List.of(
                                        Draft.sync("hours")
                                                .inTurn()
                                                .retry(TEN_TIMES)
                                                .from("$[yyyymmddhh24miss-1/24]"),
                                        Draft.sync("days")
                                                .schedule(new ScheduleText.Cron("00 30 23 * * ?"))
                                                .inTurn()
                                                .after("w/hours")
                                                .retry(TEN_TIMES)
                                                .from("$[yyyymmddhh24miss-1]"))))
                        .horizon(Duration.ofHours(26))
                        .schedules(new CronSchedules()));
        world.windows.before((request, context) -> {
            String chain = request.chain().value();
            if (random.nextInt(20) == 0) {
                failures.add(chain + " " + request.window().end());
                return Optional.of(
                        new Outcome.Failed(Failure.external("BY_CHANCE", "It failed for now.", "Wait."), Counts.NONE));
            }
            moved.computeIfAbsent(chain, name -> new ArrayList<>()).add(request.window());
            return Optional.empty();
        });

        world.tick();
        for (int hour = 0; hour < 30 * 24; hour++) {
            world.clock.turn(HOUR);
            int known = failures.size();
            world.tick();
            while (failures.size() > known) {
                known = failures.size();
                world.clock.turn(TEN_SECONDS);
                world.tick();
            }
        }

        assertThat(failures).as("failures by seed %s", seed).hasSizeGreaterThan(20);
        List<InstanceView> come = world.all().stream()
                .filter(view -> !view.due().isAfter(world.clock.instant()))
                .toList();
        assertThat(come.size()).isEqualTo(30 * 24 + 30);
        assertThat(come).allSatisfy(view -> {
            assertThat(view.state()).isEqualTo(InstanceState.SUCCEEDED);
            assertThat(view.attempts())
                    .as("attempts of %s by seed %s", view.id(), seed)
                    .isEqualTo(1
                            + Collections.frequency(
                                    failures, view.id().task() + " " + view.id().cycle()));
        });
        assertThat(world.windows.committed()).hasSize(come.size());
        assertContiguous(requireNonNull(moved.get("w/hours")), 30 * 24);
        assertContiguous(requireNonNull(moved.get("w/days")), 30);
    }

    private static void assertContiguous(List<Window> windows, int count) {
        assertThat(windows).hasSize(count);
        for (int i = 1; i < count; i++) {
            assertThat(windows.get(i).start()).isEqualTo(windows.get(i - 1).end());
        }
    }
}
