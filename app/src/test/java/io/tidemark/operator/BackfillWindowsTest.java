package io.tidemark.operator;

import static io.tidemark.operator.Fills.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.CycleSpan;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Upstream;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.BackfillState;
import io.tidemark.store.ChainView;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceView;
import io.tidemark.store.LedgerView;
import io.tidemark.store.SqlCheckpointLedger;
import io.tidemark.store.WindowFilter;
import io.tidemark.store.WindowView;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Partition;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.WindowState;
import io.tidemark.workflow.GapPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Backfills of windows that the product itself moves: what the preview says is what happens. */
class BackfillWindowsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final CycleSpan FIRST_FOUR = Fills.times("10:05", "10:08");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inFile();

    private World world;
    private RealSync sync;
    private Fills fills;

    private void begin(SyncRequests requests, Draft... drafts) {
        world = World.fresh(
                database.transactions(),
                Settings.of(Draft.workflow("w", drafts)).requests(requests));
        sync = new RealSync(world);
        fills = Fills.in(world, requests, sync.stream);
    }

    /** Each minute's window replaces its own partition. */
    private static SyncRequests partitioned() {
        return replacing(endTime -> endTime.substring(8, 12));
    }

    /** Each window replaces a partition that is named after its end. */
    private static SyncRequests replacing(UnaryOperator<String> partition) {
        SyncRequests whole = Samples.requests(Duration.ZERO);
        return (workflow, task, parameters) -> {
            SyncRequest request = whole.request(workflow, task, parameters);
            SyncRequest.Target to = request.target();
            String endTime =
                    Optional.ofNullable(parameters.get("endTime")).orElseThrow().text();
            return new SyncRequest(
                    request.chain(),
                    request.window(),
                    request.jump(),
                    request.source(),
                    new SyncRequest.Target(
                            to.dataSource(),
                            to.table(),
                            false,
                            new Partition(Map.of("hm", partition.apply(endTime))),
                            to.columns(),
                            true,
                            false,
                            false),
                    request.mode(),
                    request.speed(),
                    request.errorLimit(),
                    request.onGap(),
                    request.again());
        };
    }

    private static SyncRequests accepting(SyncRequests requests) {
        return (workflow, task, parameters) ->
                requests.request(workflow, task, parameters).with(GapPolicy.ACCEPT, Optional.empty());
    }

    @AfterEach
    void stop() {
        sync.close();
    }

    @Test
    void whatWasAppendedIsNotAppendedAgain() {
        begin(RealSync.requests(), Draft.sync("t").inTurn());
        world.pass(Duration.ofMinutes(4), SECOND);
        List<String> rows = sync.rows();
        assertThat(rows).containsExactly("0", "1", "2", "3");
        BackfillRequest asked = Fills.parallel(Fills.of("w", FIRST_FOUR), 4);

        assertThat(fills.preview(asked))
                .contains("4 windows of chain w/t are committed already and appended, so that NOTHING IS WRITTEN")
                .contains("--again REASON")
                .doesNotContain("OVERWRITTEN");
        fills.start(asked);
        world.pass(Duration.ofSeconds(5), SECOND);

        assertThat(fills.view(1).state()).isEqualTo(BackfillState.DONE);
        assertThat(fills.view(1).succeeded()).isEqualTo(4);
        assertThat(sync.rows()).isEqualTo(rows);
    }

    @Test
    void cyclesThatWouldReplaceOnePartitionAreRefusedTogether() {
        begin(partitioned(), Draft.sync("t"));
        world.pass(Duration.ofMinutes(4), SECOND);
        fills = Fills.in(world, replacing(endTime -> "x"), sync.stream);

        assertThatThrownBy(() -> fills.preview(Fills.of("w", FIRST_FOUR)))
                .hasMessageContaining(
                        "Instances w/t@2026-11-22T10:05+08:00~b1 and w/t@2026-11-22T10:06+08:00~b1 would both overwrite"
                                + " sandbox.quakes(hm=x)");
        assertThat(fills.preview(Fills.of("w", Fills.times("10:05", "10:05")))).contains("hm=x");
    }

    @Test
    void whatReplacesItsPartitionIsWrittenAgainFromTheSameCheckpointsInAnyOrderAndBesideEachOther() {
        begin(partitioned(), Draft.sync("t"));
        world.pass(Duration.ofMinutes(4), SECOND);
        BackfillRequest asked = Fills.descending(Fills.parallel(Fills.of("w", FIRST_FOUR), 2));

        assertThat(fills.preview(asked))
                .contains("latest first, at most 2 at once")
                .contains("4 windows of chain w/t are committed already and written again with the same records.")
                .contains(
                        "4 partitions of sandbox.quakes will be OVERWRITTEN:\n  hm=1008\n  hm=1007\n  hm=1006\n  hm=1005");
        fills.start(asked);
        world.ticker.tick();

        assertThat(world.in(InstanceState.READY))
                .as("two at once of one chain, the latest first")
                .extracting(InstanceView::id)
                .containsExactlyInAnyOrder(id("w/t", "2026-11-22T10:08"), id("w/t", "2026-11-22T10:07"));
        assertThat(world.reasons
                        .of(world.instance(id("w/t", "2026-11-22T10:06")))
                        .toString())
                .contains("2 of at most 2 attempts of backfill 1 are queued or running");
        world.pass(Duration.ofSeconds(5), SECOND);
        assertThat(fills.view(1).succeeded()).isEqualTo(4);
        assertOneAttemptEach();
        assertThat(windows())
                .hasSize(4)
                .allMatch(window -> window.state() == WindowState.COMMITTED && window.round() == 1);
        for (int minute = 5; minute <= 8; minute++) {
            assertThat(sync.target.rows(new Partition(Map.of("hm", "100" + minute))))
                    .extracting(row -> row.value(0))
                    .containsExactly("" + (minute - 5));
        }
    }

    @Test
    void thoseThatComeInTurnComeInTurnTheOtherWayRound() {
        begin(
                partitioned(),
                Draft.sync("t").inTurn(),
                Draft.virtual("v").after("w/t").inTurn());
        world.pass(Duration.ofMinutes(4), SECOND);

        fills.start(Fills.descending(Fills.parallel(Fills.of("w", FIRST_FOUR), 4)));

        assertThat(world.records.edges().upstreams(id("w/t", "2026-11-22T10:06")))
                .extracting(Upstream::id)
                .containsExactly(id("w/t", "2026-11-22T10:07"));
        assertThat(world.records.edges().upstreams(id("w/v", "2026-11-22T10:06")))
                .extracting(Upstream::id)
                .containsExactly(id("w/t", "2026-11-22T10:06"), id("w/v", "2026-11-22T10:07"));
        world.pass(Duration.ofSeconds(5), SECOND);
        assertThat(fills.view(1).succeeded()).isEqualTo(8);
    }

    @Test
    void newWindowsGoOneAfterTheOtherWhateverIsAskedAndNeverLatestFirst() {
        begin(RealSync.requests(), Draft.sync("t"));
        world.clock.turn(Duration.ofMinutes(6));
        BackfillRequest asked = Fills.parallel(Fills.of("w", FIRST_FOUR), 10);

        assertThat(fills.preview(asked))
                .contains(
                        "4 windows of chain w/t are new: 2026-11-22T02:04:00Z to 2026-11-22T02:08:00Z, one after the other.")
                .contains("The chain begins there; what came before 2026-11-22T02:04:00Z is not read.");
        assertRefused(Fills.descending(asked), "BACKFILL_NEEDS_ORDER", "has no checkpoints in the ledger");
        fills.start(asked);
        assertThat(world.records.edges().upstreams(id("w/t", "2026-11-22T10:07")))
                .extracting(Upstream::id)
                .containsExactly(id("w/t", "2026-11-22T10:06"));
        world.pass(Duration.ofSeconds(5), SECOND);

        assertThat(fills.view(1).succeeded()).isEqualTo(4);
        assertThat(sync.rows()).containsExactly("0", "1", "2", "3");
        assertOneAttemptEach();
    }

    @Test
    void aGapIsFilledFromItsBeginningOn() {
        begin(accepting(RealSync.requests()), Draft.sync("t").inTurn());
        world.pass(Duration.ofMinutes(1), SECOND);
        world.workflows.submit(List.of());
        world.pass(Duration.ofMinutes(3), SECOND);
        world.workflows.submit(List.of(Draft.workflow("w", Draft.sync("t").inTurn())));
        world.pass(Duration.ofMinutes(2), SECOND);
        assertThat(windows())
                .filteredOn(window -> window.state() == WindowState.GAP)
                .hasSize(1);
        List<String> before = sync.rows();
        assertThat(before).as("a part is missing").doesNotContain("2");
        BackfillRequest asked = Fills.of("w", Fills.times("10:05", "10:10"));

        assertThat(fills.preview(asked)).contains(" what was left out, from ").contains("NOTHING IS WRITTEN");
        assertRefused(Fills.descending(asked), "BACKFILL_NEEDS_ORDER");
        fills.start(asked);
        world.pass(Duration.ofSeconds(10), SECOND);

        assertThat(fills.view(1).state()).isEqualTo(BackfillState.DONE);
        assertThat(windows()).allMatch(window -> window.state() == WindowState.COMMITTED);
        assertThat(sync.rows()).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5");
        assertOneAttemptEach();
        assertRefused(
                Fills.of("w", Fills.times("09:59", "10:01")), "WINDOW_BEFORE_CHAIN", "begins at 2026-11-22T02:04:00Z");
    }

    @Test
    void theMidstOfAGapWaitsForItsBeginning() {
        begin(accepting(RealSync.requests()), Draft.sync("t").inTurn());
        world.pass(Duration.ofMinutes(1), SECOND);
        world.workflows.submit(List.of());
        world.pass(Duration.ofMinutes(3), SECOND);
        world.workflows.submit(List.of(Draft.workflow("w", Draft.sync("t").inTurn())));
        world.pass(Duration.ofMinutes(2), SECOND);

        assertRefused(
                Fills.of("w", Fills.times("10:07", "10:08")),
                "WINDOW_INSIDE_GAP",
                "A gap is filled from its beginning on",
                "with 1 more of the 2 instances");
    }

    @Test
    void whatOverlapsWithWindowsOfTheLedgerIsRefused() {
        begin(RealSync.requests(), Draft.sync("t").inTurn());
        world.pass(Duration.ofMinutes(4), SECOND);
        BackfillRequest asked = Fills.of("w", Fills.times("10:07", "10:07"));

        assertRefused(Fills.with(asked, Map.of("startTime", "$[yyyymmddhh24miss-2/24/60]")), "WINDOW_OVERLAPS");
        ChainView chain = new LedgerView(database.transactions()).chains().get(0);
        assertThat(chain.head()).hasValue(Instant.parse("2026-11-22T02:08:00Z"));
    }

    @Test
    void whatAPersonHasToDoFirstIsSaidBeforehand() {
        begin(partitioned(), Draft.sync("t"));
        world.pass(Duration.ofMinutes(4), SECOND);
        new SqlCheckpointLedger(database.transactions(), world.clock).toBeRecovered(new ChainId("w/t"), "a test");
        BackfillRequest asked = Fills.of("w", FIRST_FOUR);

        assertThat(fills.preview(asked))
                .contains("Careful: 4 windows of chain w/t will wait: ", "tidemark checkpoints recover w/t");
        assertRefused(Fills.descending(asked), "CHAIN_TO_BE_RECOVERED");
    }

    @Test
    void whatHasExpiredIsSaidBeforehand() {
        begin(RealSync.requests(), Draft.sync("t").every(60));
        world.clock.turn(Duration.ofHours(2));

        assertRefused(Fills.of("w"), "WINDOW_PAST_RETENTION", "keeps records for 24 h", "full export of the table");
    }

    private void assertOneAttemptEach() {
        assertThat(fills.instances(1))
                .allSatisfy(view -> assertThat(world.attempts(view.id()))
                        .as("%s", view.id())
                        .containsExactly(AttemptState.SUCCEEDED));
    }

    private List<WindowView> windows() {
        return new LedgerView(database.transactions())
                .windows(new WindowFilter(Optional.empty(), Optional.empty(), 100));
    }

    private void assertRefused(BackfillRequest asked, String code, String... words) {
        assertThatThrownBy(() -> fills.plan(asked)).isInstanceOfSatisfying(FailureException.class, refused -> {
            assertThat(refused.failure().code()).as(refused.getMessage()).isEqualTo(code);
            for (String word : words) {
                assertThat(refused.failure().sentence()).contains(word);
            }
        });
    }
}
