package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.store.ChainView;
import io.tidemark.store.LedgerView;
import io.tidemark.store.Transactions;
import io.tidemark.store.WindowView;
import io.tidemark.sync.WindowState;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** One cell of the matrix: windows are run, killed and run again while somebody writes, and at the end every row is counted. */
final class CellRun {
    /** A point that a run may miss, for example because its shard had nothing. */
    private static final int TRIES = 8;

    private static final int MOST_ATTEMPTS = 100;

    private final Cell cell;
    private final long seed;
    private final Path folder;
    private final Random random;
    private final Windows windows;
    private final Deque<Work> pending = new ArrayDeque<>();
    private final List<Work> done = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final List<Shot> missed = new ArrayList<>();
    private int atPoints;
    private int byTime;

    /** What a cell has been through. */
    record Tally(
            Cell cell,
            int windows,
            int atPoints,
            int byTime,
            int rows,
            Map<String, Integer> failures,
            List<Shot> missed) {
        @Override
        public String toString() {
            return cell + ": " + windows + " windows, " + atPoints + " kills at points, " + byTime + " by time, " + rows
                    + " rows, 0 lost, 0 doubled; attempts that failed: " + failures + "; points missed: " + missed;
        }
    }

    CellRun(Cell cell, long seed, Path folder) {
        this.cell = cell;
        this.seed = seed;
        this.folder = folder;
        this.random = new Random(seed);
        this.windows = new Windows(cell.mode(), cell.shards());
    }

    /**
     * Runs it.
     *
     * @param shots that are fired once each, whatever time it takes
     * @param more whether to go on with random ones
     */
    Tally run(List<Shot> shots, BooleanSupplier more) throws Exception {
        try (Clouds clouds = new Clouds(seed, cell.shards());
                Writer writer = new Writer(clouds.client, seed);
                Lives lives = new Lives(folder, clouds, random)) {
            if (cell.faults()) {
                Weather.bad(clouds.faults);
            }
            for (Shot shot : shots) {
                if (!fired(lives, writer, shot)) {
                    missed.add(shot);
                }
                if (random.nextInt(3) == 0) {
                    fired(lives, writer, new Shot.AtRandom());
                }
            }
            while (more.getAsBoolean()) {
                fired(lives, writer, Shot.any(cell.mode(), random));
            }
            clouds.faults.clear();
            lives.releaseTheLate();
            finish(lives);
            List<String> written = writer.written();
            pending.add(windows.last());
            finish(lives);
            lives.finish();
            count(lives, Account.of(written, clouds.rows()));
            return new Tally(cell, windows.count(), atPoints, byTime, written.size(), failures, missed);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(cell + ", seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private boolean fired(Lives lives, Writer writer, Shot shot) throws Exception {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Work work = work(writer);
            Optional<String> missed = lives.shoot(work, shot);
            if (missed.isEmpty()) {
                if (shot instanceof Shot.AtRandom) {
                    byTime++;
                } else {
                    atPoints++;
                }
                // Else the next life is shot at while it has this one's work to finish.
                if (random.nextInt(3) > 0) {
                    finish(lives);
                }
                lives.releaseTheLate();
                return true;
            }
            ended(work, missed.get(), lives);
            finish(lives);
        }
        return false;
    }

    /** Mostly the oldest window that is not done, else the next one, now and then one that is done already. */
    private Work work(Writer writer) throws Exception {
        int which = random.nextInt(10);
        if (!pending.isEmpty() && (which < 7 || done.isEmpty())) {
            return pending.getFirst();
        }
        if (which == 9 && !done.isEmpty()) {
            Work again = done.get(random.nextInt(done.size()));
            pending.remove(again);
            pending.addFirst(again);
            return again;
        }
        writer.written();
        writer.write(20 + random.nextInt(30));
        Work next = windows.next();
        pending.addLast(next);
        return next;
    }

    private void finish(Lives lives) throws Exception {
        for (int attempt = 0; !pending.isEmpty(); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new AssertionError("the chain is left stopped at " + pending.getFirst() + lives.end());
            }
            Work oldest = pending.getFirst();
            ended(oldest, lives.run(oldest), lives);
        }
    }

    private void ended(Work work, String ended, Lives lives) {
        String code = ended.split(" ", 2)[0];
        switch (code) {
            case "SUCCEEDED" -> {
                pending.remove(work);
                done.remove(work);
                done.add(work);
            }
            // A later window was run first and took this one's records with it.
            case "WINDOW_CONTAINED" -> pending.remove(work);
            case "WINDOW_UNDECIDED",
                    "EARLIER_WINDOW_UNDECIDED",
                    "CHAIN_TO_BE_RECOVERED",
                    "UNEXPECTED",
                    "FOREIGN_BLOCKS" -> throw new AssertionError("the chain is left stopped: " + ended + lives.end());
            default -> failures.merge(code, 1, Integer::sum);
        }
    }

    private void count(Lives lives, Account account) {
        try (Life after = new Life(lives.data(), new Clouds.Ends("", ""))) {
            LedgerView view = new LedgerView(new Transactions(after.database()));
            assertThat(view.chains()).extracting(ChainView::toBeRecovered).containsExactly(Optional.empty());
            assertThat(view.windows(Life.CHAIN, Integer.MAX_VALUE))
                    .extracting(WindowView::state)
                    .containsOnly(WindowState.COMMITTED);
        }
        assertThat(account).as(lives.end()).isEqualTo(new Account(List.of(), List.of(), List.of(), List.of()));
    }
}
