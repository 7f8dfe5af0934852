package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.AttemptRow;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceView;
import io.tidemark.store.LogLine;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole operator on a clock turned by hand. */
class OperatorTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final RetryPolicy THRICE = new RetryPolicy(3, Duration.ofSeconds(10), RetryPolicy.Backoff.CONSTANT);
    private static final Failure UNREACHABLE =
            Failure.external("SOURCE_UNREACHABLE", "The source did not answer.", "Nothing to do.");
    private static final InstanceId FIRST = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final InstanceId SECOND_CYCLE = InstanceId.parse("earthquakes/changes@2026-11-22T10:06+08:00");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private World world(Settings settings) {
        return World.fresh(database.transactions(), settings);
    }

    private World everyMinute(boolean afterOwnPrevious, RetryPolicy retry) {
        return world(Settings.of(everyMinutes(1, task("changes", afterOwnPrevious, retry))));
    }

    @Test
    void sixHoursOfMinuteCyclesEndEachExactlyOnceAndInOrder() {
        World world = everyMinute(true, THRICE);

        world.tick();
        world.pass(Duration.ofHours(6), Duration.ofSeconds(30));

        List<InstanceView> ended = world.in(InstanceState.SUCCEEDED);
        assertThat(ended).hasSize(360);
        assertThat(ended).allMatch(view -> view.attempts() == 1);
        assertThat(world.in(InstanceState.WAITING)).hasSize(60);
        assertThat(world.windows.committed()).hasSize(360).isSorted().doesNotHaveDuplicates();
        assertThat(world.life(FIRST)).containsExactly("UPSTREAMS_DONE", "ATTEMPT_STARTED", "ATTEMPT_SUCCEEDED");
        assertThat(world.jobs.jobs("SUCCEEDED")).hasSize(360);
    }

    @Test
    void todayIsVisibleBeforeItHappens() {
        World world = everyMinute(true, THRICE);

        world.tick();

        assertThat(world.all()).hasSize(60).allMatch(view -> view.state() == InstanceState.WAITING);
        assertThat(world.all().get(0).id()).isEqualTo(FIRST);
        assertThat(world.instance(FIRST).parameters().get("endTime").text()).isEqualTo("20261122100500");
        assertThat(world.instance(FIRST).parameters().get("endTime").instant()).contains(FIRST.cycle());
    }

    @Test
    void anAttemptIsAJobWithANamePeopleRead() {
        World world = everyMinute(true, THRICE);

        world.pass(Duration.ofSeconds(31), SECOND);

        AttemptRow attempt = world.records.attempts().of(FIRST).get(0);
        AttemptTicket ticket = world.jobs.ticket(attempt.id());
        assertThat(ticket.name()).isEqualTo("earthquakes/changes @ 2026-11-22 10:05 #1");
        assertThat(ticket.labels()).containsExactly("earthquakes", "cycle 2026-11-22 10:05", "scheduled");
        assertThat(attempt.counts()).isEqualTo(new Counts(3, 3, 0, 0, 0, 0, 30));
        assertThat(world.records.logs().lines(attempt.id(), 0, 10))
                .extracting(LogLine::text)
                .containsExactly(
                        "earthquakes/changes @ 2026-11-22 10:05 #1 runs on node-1",
                        "moved [2026-11-22T02:04:00Z, 2026-11-22T02:05:00Z)",
                        "succeeded: 3 rows written");
        assertThat(world.jobs.kicks()).isPositive();
    }

    @Test
    void noAttemptStartsBeforeItsTime() {
        World world = world(Settings.of(everyMinutes(1, task("changes", true, THRICE)))
                .requests(Samples.requests(Duration.ofMinutes(5))));

        world.tick();
        assertThat(world.instance(FIRST).due()).isEqualTo(FIRST.cycle().plusSeconds(300));
        world.pass(Duration.ofSeconds(329), Duration.ofSeconds(47));
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.WAITING);
        world.pass(SECOND, SECOND);
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void aFailureIsTriedAgainAsOftenAsThePolicySaysAndThenHoldsUpWhatComesAfter() {
        World world = everyMinute(true, THRICE);
        world.windows.before((request, context) -> Optional.of(new Outcome.Failed(UNREACHABLE, Counts.NONE)));

        world.pass(Duration.ofMinutes(3), SECOND);

        assertThat(world.attempts(FIRST))
                .containsExactly(AttemptState.FAILED, AttemptState.FAILED, AttemptState.FAILED, AttemptState.FAILED);
        assertThat(world.life(FIRST))
                .containsSubsequence(
                        "ATTEMPT_STARTED",
                        "ATTEMPT_FAILED_RETRYABLE",
                        "RETRY_DUE",
                        "ATTEMPT_STARTED",
                        "ATTEMPT_FAILED_FINAL");
        List<AttemptRow> attempts = world.records.attempts().of(FIRST);
        assertThat(attempts)
                .extracting(AttemptRow::created)
                .containsExactly(
                        FIRST.cycle(),
                        FIRST.cycle().plusSeconds(10),
                        FIRST.cycle().plusSeconds(20),
                        FIRST.cycle().plusSeconds(30));
        assertThat(world.records.logs().lines(attempts.get(0).id(), 0, 10))
                .extracting(LogLine::text)
                .contains("The source did not answer. Nothing to do.", "ended, attempt 2 of 4 starts at 10:05:10");
        assertThat(world.jobs.state(attempts.get(0).id())).isEqualTo("FAILED");
        assertThat(world.instance(SECOND_CYCLE).state()).isEqualTo(InstanceState.WAITING);
        assertThat(world.reasons.of(world.instance(SECOND_CYCLE)).toString()).contains(FIRST + ", which is FAILED");
    }

    @Test
    void aRetryThatSucceedsLetsTheNextCycleStart() {
        World world = everyMinute(true, THRICE);
        AtomicInteger calls = new AtomicInteger();
        world.windows.before((request, context) -> calls.getAndIncrement() < 2
                ? Optional.of(new Outcome.Failed(UNREACHABLE, Counts.NONE))
                : Optional.empty());

        world.pass(Duration.ofMinutes(2), SECOND);

        assertThat(world.attempts(FIRST))
                .containsExactly(AttemptState.FAILED, AttemptState.FAILED, AttemptState.SUCCEEDED);
        assertThat(world.attempts(SECOND_CYCLE)).containsExactly(AttemptState.SUCCEEDED);
    }

    @Test
    void aTaskThatDoesNotWaitForItselfGoesOnAfterAFailure() {
        World world = everyMinute(false, RetryPolicy.NONE);
        world.windows.before((request, context) -> request.window().end().equals(FIRST.cycle())
                ? Optional.of(new Outcome.Failed(UNREACHABLE, Counts.NONE))
                : Optional.empty());

        world.pass(Duration.ofMinutes(2), SECOND);

        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.FAILED);
        assertThat(world.instance(SECOND_CYCLE).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void whatTheUserHasToCorrectIsNotTriedAgain() {
        World world = everyMinute(true, THRICE);
        Failure denied = Failure.user("ACCESS_DENIED", "The key is not valid.", "Correct it.");
        world.windows.before((request, context) -> Optional.of(new Outcome.Failed(denied, Counts.NONE)));

        world.pass(Duration.ofMinutes(2), SECOND);

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.FAILED);
        assertThat(world.records.attempts().of(FIRST).get(0).failure()).contains(denied);
        assertThat(world.instance(FIRST).reason())
                .isEqualTo("attempt 1 failed: The key is not valid; no further attempt: trying again would not help");
    }

    @Test
    void anUndecidedCommitWaitsForAPerson() {
        World world = everyMinute(true, THRICE);
        Failure unknown = Failure.limit("WINDOW_UNDECIDED", "Nobody can say.", "Compare the rows.");
        begin("UNDECIDED", "earthquakes/changes", FIRST.cycle().minusSeconds(60), FIRST.cycle());
        world.windows.before((request, context) -> Optional.of(new Outcome.Undecided(unknown, Counts.NONE)));

        world.pass(Duration.ofMinutes(2), SECOND);

        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.UNDECIDED);
        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.UNDECIDED);
    }

    @Test
    void anErrorOfOursIsABugAndTriedAgain() {
        World world = everyMinute(true, THRICE);
        AtomicInteger calls = new AtomicInteger();
        world.windows.before((request, context) -> {
            if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("oops");
            }
            return Optional.empty();
        });

        world.pass(Duration.ofMinutes(1), SECOND);

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.FAILED, AttemptState.SUCCEEDED);
        assertThat(world.records
                        .attempts()
                        .of(FIRST)
                        .get(0)
                        .failure()
                        .orElseThrow()
                        .code())
                .isEqualTo("UNEXPECTED");
    }

    @Test
    void aProblemAfterTheSuccessWasRecordedDoesNotUndoIt() {
        World world = everyMinute(true, THRICE);
        world.windows.before((request, context) -> {
            database.transactions().run(() -> context.completion().accept(new Outcome.Succeeded(Counts.NONE, "in")));
            throw new IllegalStateException("after the commit");
        });

        world.pass(Duration.ofSeconds(40), SECOND);

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.SUCCEEDED);
        assertThat(world.jobs.jobs("SUCCEEDED")).hasSize(1);
    }

    @Test
    void aSuccessThatWasNotRecordedWithItsWorkIsABug() {
        World world = everyMinute(true, THRICE);
        AtomicInteger calls = new AtomicInteger();
        world.windows.before((request, context) -> calls.getAndIncrement() == 0
                ? Optional.of(new Outcome.Succeeded(Counts.NONE, "not recorded"))
                : Optional.empty());

        world.pass(Duration.ofMinutes(1), SECOND);

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.FAILED, AttemptState.SUCCEEDED);
    }

    @Test
    void anAttemptThatTakesTooLongIsStoppedAndNotTriedAgain() {
        World world = everyMinute(true, THRICE);
        world.windows.before((request, context) -> {
            for (int i = 0; i < 1000 && !context.cancellation().requested(); i++) {
                world.clock.turn(Duration.ofSeconds(3));
                world.pulse.beat();
            }
            return Optional.of(new Outcome.Cancelled(Counts.NONE));
        });

        world.pass(Duration.ofSeconds(31), SECOND);

        AttemptRow attempt = world.records.attempts().of(FIRST).get(0);
        assertThat(attempt.failure().orElseThrow().code()).isEqualTo("TIMEOUT");
        assertThat(Duration.between(attempt.created(), attempt.ended().orElseThrow()))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.FAILED);
    }

    @Test
    void aLostAttemptIsFollowedByAnotherAtOnceAndWhatItStillDoesIsRefused() {
        World world = everyMinute(true, RetryPolicy.NONE);
        AtomicInteger calls = new AtomicInteger();
        world.windows.before((request, context) -> {
            if (calls.getAndIncrement() == 0) {
                // The process stands still; another node notices.
                world.clock.turn(World.TERMS.length().plusSeconds(1));
                world.ticker.tick();
                assertThat(world.attempts(FIRST)).containsExactly(AttemptState.LOST, AttemptState.QUEUED);
                world.pulse.beat();
                assertThat(context.cancellation().requested()).isTrue();
            }
            return Optional.empty();
        });

        world.pass(Duration.ofSeconds(40), SECOND);

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.LOST, AttemptState.SUCCEEDED);
        assertThat(world.windows.committed()).hasSize(1);
        assertThat(world.jobs.jobs("FAILED")).hasSize(1);
        assertThat(world.jobs.lines()).anyMatch(line -> line.contains("no longer this worker's"));
        assertThat(world.life(FIRST)).containsOnlyOnce("ATTEMPT_LOST").containsOnlyOnce("ATTEMPT_SUCCEEDED");
    }

    @Test
    void fiveLostInARowAreEnough() {
        World world = everyMinute(true, THRICE);
        loseEveryAttempt(world);

        world.pass(Duration.ofMinutes(3), SECOND);

        assertThat(world.attempts(FIRST)).hasSize(5).containsOnly(AttemptState.LOST);
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.FAILED);
        assertThat(world.instance(FIRST).reason()).endsWith("no further attempt: 5 in a row were lost");
    }

    @Test
    void whatHasBegunToCommitIsNeverGivenUp() {
        World world = everyMinute(true, RetryPolicy.NONE);
        begin("COMMITTING", "earthquakes/changes", FIRST.cycle().minusSeconds(60), FIRST.cycle());
        loseEveryAttempt(world);
        world.ticker.tick();
        world.clock.turn(Duration.ofSeconds(30));
        for (int i = 0; i < 7; i++) {
            world.tickAndWorkOnce();
        }
        assertThat(world.attempts(FIRST)).hasSizeGreaterThan(6).contains(AttemptState.LOST);

        world.windows.before((request, context) -> Optional.of(new Outcome.Failed(UNREACHABLE, Counts.NONE)));
        world.pass(Duration.ofMinutes(3), SECOND);
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.RETRY_WAIT);
        assertThat(world.attempts(FIRST)).contains(AttemptState.FAILED);

        world.windows.before((request, context) -> Optional.empty());
        world.pass(Duration.ofMinutes(30), Duration.ofMinutes(1));
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    private static void loseEveryAttempt(World world) {
        world.windows.before((request, context) -> {
            world.clock.turn(World.TERMS.length().plusSeconds(1));
            world.lost.sweep();
            return Optional.of(new Outcome.Cancelled(Counts.NONE));
        });
    }

    private void begin(String state, String chain, Instant start, Instant end) {
        database.transactions().run(() -> {
            var handle = database.transactions().handle();
            handle.execute(
                    "INSERT INTO chain (id, stream_id, version, created_at) VALUES (?, 's', 0, ?)", chain, start);
            handle.execute(
                    "INSERT INTO sync_window (chain_id, start_at, end_at, requested_start, state, fence, round, overwrite,"
                            + " target, end_checkpoints, claimed_by, claimed_at)"
                            + " VALUES (?, ?, ?, ?, ?, 'f', 0, TRUE, 't', '{}', 'x', ?)",
                    chain,
                    start,
                    end,
                    start,
                    state,
                    end);
        });
    }

    @Test
    void aStandstillOfThreeHoursIsCaughtUpInOrder() {
        for (Duration horizon : List.of(Duration.ZERO, Duration.ofHours(24))) {
            database.transactions().run(() -> {
                database.transactions().handle().execute("DROP TABLE IF EXISTS fake_job");
                database.transactions().handle().execute("DROP TABLE IF EXISTS fake_window");
            });
            World world = world(Settings.of(everyMinutes(1, task("changes" + horizon.toHours(), true, THRICE)))
                    .horizon(horizon));
            world.pass(Duration.ofMinutes(2), SECOND);
            assertThat(world.windows.committed()).hasSize(2);

            world.clock.turn(Duration.ofHours(3));
            world.tick();

            assertThat(world.windows.committed())
                    .hasSize(182)
                    .isEqualTo(IntStream.range(0, 182)
                            .mapToObj(minute -> FIRST.cycle().plusSeconds(60L * (minute - 1)))
                            .toList());
        }
    }

    @Test
    void aParameterThatCannotBeEvaluatedFailsItsInstanceAndLosesNoCycle() {
        var bad = new io.tidemark.workflow.SyncTask(
                "bad",
                new io.tidemark.workflow.ScriptText(java.nio.file.Path.of("changes.json"), "{}"),
                Map.of("startTime", "$[yyyymmdd"),
                Optional.empty(),
                io.tidemark.workflow.GapPolicy.EXTEND,
                List.of(),
                Samples.terms(THRICE, Duration.ofMinutes(1)));
        World world = world(Settings.of(everyMinutes(1, bad, task("changes", true, THRICE))));

        world.pass(Duration.ofSeconds(40), SECOND);

        List<InstanceView> failed = world.in(InstanceState.FAILED);
        assertThat(failed).hasSize(61);
        assertThat(failed.get(0).reason())
                .startsWith("parameter startTime of earthquakes/bad cannot be evaluated: in `$[yyyymmdd`");
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void oneUnreadableScheduleDoesNotHoldUpTheOthers() {
        World world = everyMinute(true, THRICE);
        var unreadable = new io.tidemark.workflow.Workflow(
                "other",
                Samples.ZONE,
                io.tidemark.workflow.Label.NONE,
                Optional.of(new io.tidemark.workflow.ScheduleText.Cron("at noon")),
                List.of(task("t", true, THRICE)));
        world.workflows.submit(List.of(unreadable, everyMinutes(1, task("changes", true, THRICE))));

        assertThatThrownBy(() -> world.materializer.materialize()).hasMessageContaining("other/t");
        world.pass(Duration.ofSeconds(31), SECOND);

        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void aChangedScheduleAppliesToWhatHasNotCome() {
        World world = everyMinute(true, THRICE);
        world.pass(Duration.ofSeconds(90), SECOND);
        assertThat(world.windows.committed()).hasSize(2);

        world.workflows.submit(List.of(everyMinutes(10, task("changes", true, THRICE))));
        world.tick();

        assertThat(world.in(InstanceState.WAITING))
                .extracting(view -> view.id().cycleText())
                .containsExactly(
                        "2026-11-22 10:10",
                        "2026-11-22 10:20",
                        "2026-11-22 10:30",
                        "2026-11-22 10:40",
                        "2026-11-22 10:50",
                        "2026-11-22 11:00");
        world.pass(Duration.ofMinutes(20), Duration.ofSeconds(10));
        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(4);
    }

    @Test
    void whatHasBegunGoesOnAsItWasWhenItsTaskIsTakenOutOfForce() {
        World world = everyMinute(true, THRICE);
        world.pass(Duration.ofSeconds(90), SECOND);
        world.clock.turn(Duration.ofMinutes(1));
        world.ticker.tick();
        assertThat(world.in(InstanceState.READY)).hasSize(1);

        world.workflows.submit(List.of());
        world.tick();

        assertThat(world.in(InstanceState.WAITING)).isEmpty();
        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(3);
        assertThat(world.cursors.all()).isEmpty();
        world.pass(Duration.ofMinutes(10), Duration.ofSeconds(10));
        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(3);
    }

    @Test
    void aTaskThatComesBackBeginsAnew() {
        World world = everyMinute(true, THRICE);
        world.pass(Duration.ofSeconds(90), SECOND);
        world.workflows.submit(List.of());
        world.pass(Duration.ofMinutes(10), Duration.ofSeconds(10));

        world.workflows.submit(List.of(everyMinutes(1, task("changes", true, THRICE))));
        world.pass(Duration.ofMinutes(2), SECOND);

        assertThat(world.in(InstanceState.SUCCEEDED))
                .extracting(view -> view.id().cycleText())
                .containsExactlyInAnyOrder(
                        "2026-11-22 10:05", "2026-11-22 10:06", "2026-11-22 10:17", "2026-11-22 10:18");
    }

    @Test
    void anInstanceKeepsTheVersionThatItWasMadeWith() {
        World world = everyMinute(true, THRICE);
        world.pass(Duration.ofSeconds(90), SECOND);
        world.workflows.submit(List.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE))));
        world.tick();

        assertThat(world.instance(FIRST).workflowVersion()).isEqualTo(1);
        assertThat(world.in(InstanceState.WAITING))
                .hasSize(60)
                .allSatisfy(view ->
                        assertThat(world.instance(view.id()).workflowVersion()).isEqualTo(2));
    }

    @Test
    void aNodeThatHasNotSeenTheNewVersionLeavesItsPlansAlone() {
        World world = everyMinute(true, THRICE);
        world.tick();
        World behind = new World(
                world.transactions,
                world.clock,
                Fuse.never(),
                "node-2",
                Settings.of(everyMinutes(10, task("changes", true, THRICE))));
        world.workflows.submit(List.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE))));
        world.tick();

        behind.tick();

        assertThat(world.in(InstanceState.WAITING))
                .hasSize(60)
                .allSatisfy(view ->
                        assertThat(world.instance(view.id()).workflowVersion()).isEqualTo(2));
    }

    @Test
    void anAttemptWhoseVersionCannotBeReadFailsWithThatReason() {
        World world = everyMinute(true, THRICE);
        world.tick();
        world.clock.turn(Duration.ofSeconds(30));
        world.ticker.tick();
        world.workflows.misread(List.of());

        world.jobs.work(world.runner);

        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.FAILED);
        assertThat(world.instance(FIRST).reason())
                .contains("The version that earthquakes/changes@2026-11-22T10:05+08:00 was made from cannot be read");
    }

    @Test
    void aJobThatWasDeletedIsQueuedAgain() {
        World world = everyMinute(true, THRICE);
        world.tick();
        world.clock.turn(Duration.ofSeconds(30));
        world.ticker.tick();
        UUID job = world.jobs.jobs("ENQUEUED").get(0);
        world.jobs.delete(job);

        world.pass(Duration.ofSeconds(10), SECOND);
        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.QUEUED);
        world.pass(SECOND, SECOND);

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.SUCCEEDED);
        assertThat(world.jobs.state(job)).isEqualTo("SUCCEEDED");
    }

    @Test
    void runningAJobASecondTimeDoesNothing() {
        World world = everyMinute(true, RetryPolicy.NONE);
        world.pass(Duration.ofSeconds(31), SECOND);
        UUID done = world.records.attempts().of(FIRST).get(0).id();

        world.runner.run(done, world.jobs.display());

        assertThat(world.windows.committed()).hasSize(1);
        assertThat(world.jobs.lines()).last().asString().contains("succeeded before");
        world.windows.before((request, context) -> Optional.of(new Outcome.Failed(UNREACHABLE, Counts.NONE)));
        world.pass(Duration.ofMinutes(1), SECOND);
        UUID failed = world.records.attempts().of(SECOND_CYCLE).get(0).id();
        assertThatThrownBy(() -> world.runner.run(failed, world.jobs.display()))
                .hasMessageContaining("has ended already: it is FAILED");
        assertThatThrownBy(() -> world.runner.run(UUID.randomUUID(), world.jobs.display()))
                .hasMessageContaining("There is no attempt");
    }

    @Test
    void goingDownStopsAttemptsWithoutUsingUpARetry() {
        World world = everyMinute(true, RetryPolicy.NONE);
        world.windows.before((request, context) -> {
            world.runner.stop();
            context.cancellation().check();
            return Optional.empty();
        });
        world.pass(Duration.ofSeconds(30), SECOND);
        assertThat(world.attempts(FIRST)).startsWith(AttemptState.CANCELLED);
        assertThatThrownBy(() -> world.runner.run(UUID.randomUUID(), world.jobs.display()))
                .hasMessageContaining("goes down");

        World restarted = new World(
                database.transactions(),
                world.clock,
                Fuse.never(),
                "node-2",
                Settings.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE))));
        restarted.pass(Duration.ofSeconds(20), SECOND);

        assertThat(restarted.instance(FIRST).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(restarted.attempts(FIRST)).containsExactly(AttemptState.CANCELLED, AttemptState.SUCCEEDED);
    }

    @Test
    void aWindowThatCannotBeReadYetIsPutOffWithoutUsingUpARetry() {
        List<Duration> lag = new ArrayList<>(List.of(Duration.ZERO));
        World world = world(Settings.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE)))
                .requests((workflow, task, parameters) ->
                        Samples.requests(lag.get(0)).request(workflow, task, parameters)));
        world.tick();
        lag.set(0, Duration.ofSeconds(45)); // somebody has changed the data source since

        world.pass(Duration.ofSeconds(74), SECOND);
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.RETRY_WAIT);
        assertThat(world.instance(FIRST).reason()).contains("its window can be read from 10:05:45 on");
        world.pass(SECOND, SECOND);

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.CANCELLED, AttemptState.SUCCEEDED);
    }

    @Test
    void noMoreAttemptsThanSlots() {
        var tasks = IntStream.range(0, 6)
                .mapToObj(i -> task("t" + i, true, THRICE))
                .toArray(io.tidemark.workflow.SyncTask[]::new);
        World world = world(Settings.of(everyMinutes(1, tasks)).mostAttempts(4));
        world.tick();
        world.clock.turn(Duration.ofSeconds(30));

        world.ticker.tick();
        assertThat(world.in(InstanceState.READY)).hasSize(4);
        while (world.jobs.work(world.runner) > 0) {
            assertThat(world.in(InstanceState.READY)).hasSizeLessThanOrEqualTo(4);
        }
        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(6);
    }

    @Test
    void aLongLogIsCutAndSaysSo() {
        World world = everyMinute(true, THRICE);
        world.windows.before((request, context) -> {
            IntStream.range(0, 1500).forEach(i -> context.log().info("line " + i));
            return Optional.empty();
        });

        world.pass(Duration.ofSeconds(30), SECOND);

        List<LogLine> lines = world.records
                .logs()
                .lines(world.records.attempts().of(FIRST).get(0).id(), 0, 5000);
        assertThat(lines).hasSize(RecordedLog.MOST_LINES + 2);
        assertThat(lines.get(RecordedLog.MOST_LINES).text()).startsWith("502 further lines were left out");
        assertThat(lines).last().extracting(LogLine::text).isEqualTo("succeeded: 3 rows written");
    }
}
