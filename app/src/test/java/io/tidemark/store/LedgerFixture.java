package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Counts;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Checkpoint;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.Claim;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.Sequence;
import io.tidemark.sync.ShardId;
import io.tidemark.sync.ShardIterator;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.WindowClaim;
import io.tidemark.sync.WindowState;
import io.tidemark.workflow.GapPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger and what tests ask of it; windows are told in minutes from ten o'clock. */
final class LedgerFixture {
    static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
    static final ChainId CHAIN = new ChainId("quakes/changes");
    static final String STREAM = "stream-1";
    static final String TARGET = "sandbox.quakes";

    final SqlCheckpointLedger ledger;
    private final LedgerView view;

    LedgerFixture(Transactions transactions) {
        this.view = new LedgerView(transactions);
        this.ledger = new SqlCheckpointLedger(transactions, InstantSource.fixed(NOW.plusNanos(789)));
    }

    static Window minutes(int from, int to) {
        return new Window(TEN.plusSeconds(60L * from), TEN.plusSeconds(60L * to));
    }

    static ClaimRequest append(int from, int to) {
        return request(CHAIN, minutes(from, to), false);
    }

    static ClaimRequest truncate(int from, int to) {
        return request(CHAIN, minutes(from, to), true);
    }

    static ClaimRequest request(ChainId chain, Window window, boolean overwrite) {
        return new ClaimRequest(
                chain, STREAM, window, Duration.ZERO, overwrite, TARGET, "tester", GapPolicy.EXTEND, Optional.empty());
    }

    /** The ledger's answer, which must be of this kind. */
    <C extends Claim> C answer(ClaimRequest request, Class<C> kind) {
        Claim claim = ledger.claim(request);
        assertThat(claim).isInstanceOf(kind);
        return kind.cast(claim);
    }

    /** The only chain. */
    ChainView chain() {
        return view.chains().get(0);
    }

    /** Of the window that begins so many minutes after ten. */
    WindowState state(int from) {
        return view.windows(CHAIN, 100).stream()
                .filter(row ->
                        row.window().start().equals(minutes(from, from + 1).start()))
                .findFirst()
                .orElseThrow()
                .state();
    }

    WindowClaim run(ClaimRequest request) {
        return answer(request, Claim.Run.class).claim();
    }

    Claim.Settle settle(ClaimRequest request) {
        return answer(request, Claim.Settle.class);
    }

    WindowClaim committing(ClaimRequest request) {
        WindowClaim claim = run(request);
        ledger.prepare(claim, prepared(claim));
        return claim;
    }

    WindowClaim committed(ClaimRequest request) {
        WindowClaim claim = committing(request);
        ledger.complete(claim, () -> {});
        return claim;
    }

    WindowClaim undecided(ClaimRequest request) {
        WindowClaim claim = committing(request);
        ledger.undecided(claim, "the session is gone");
        return claim;
    }

    /** What a worker would have read and written for this claim. */
    static Prepared prepared(WindowClaim claim) {
        Checkpoints start = claim.start().orElseGet(() -> at(claim.window().start(), 0));
        Checkpoints end = claim.end().orElseGet(() -> at(claim.window().end(), 5));
        Counts counts = new Counts(9, 8, 1, 0, 0, 0, 700 + claim.round());
        return new Prepared(new WindowCheckpoints(start, end), counts, entries(claim, claim.round()));
    }

    /** Two partitions whose order is not that of their names. */
    static List<CommitEntry> entries(WindowClaim claim, int round) {
        String session = claim.windowId() + "-" + round + "-" + claim.fence();
        return List.of(
                new CommitEntry(
                        Partition.parse("ds=20261122"),
                        session + "-b",
                        false,
                        List.of(0L, 1L, 20_000L),
                        Optional.of(40L)),
                new CommitEntry(Partition.parse("ds=20261121"), session + "-a", false, List.of()));
    }

    private static Checkpoints at(Instant time, int records) {
        return Checkpoints.of(Map.of(
                new ShardId("s1"),
                new Checkpoint(new ShardIterator("at " + time), 2, new Sequence(0, 1, 2), time, records),
                new ShardId("s0"),
                Checkpoint.ended(null, time, records)));
    }
}
