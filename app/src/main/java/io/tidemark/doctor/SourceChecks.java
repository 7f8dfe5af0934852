package io.tidemark.doctor;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.FailureException;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.Shard;
import io.tidemark.sync.ShardIterator;
import io.tidemark.sync.StreamPage;
import io.tidemark.sync.StreamRecord;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries what the protocol takes for granted of the source. */
final class SourceChecks {
    private static final int ROWS = 8;
    private static final int SMALL_PAGE = 3;

    private static final ChainId CHAIN = new ChainId("doctor");
    private static final String STREAM = "doctor";

    private final ScratchSource source;
    private final Patience patience;

    SourceChecks(ScratchSource source, Patience patience) {
        this.source = source;
        this.patience = patience;
    }

    Map<Assumption, Supplier<Finding>> inOrder() {
        Map<Assumption, Supplier<Finding>> checks = new LinkedHashMap<>();
        checks.put(Assumption.ITERATOR_REPEATS, this::iteratorRepeats);
        checks.put(Assumption.INSERT_IS_CONDITIONAL, this::insertIsConditional);
        checks.put(Assumption.REPLACE_IS_CONDITIONAL, this::replaceIsConditional);
        return checks;
    }

    private Finding iteratorRepeats() {
        List<ShardIterator> oldest = new ArrayList<>();
        for (Shard shard : source.stream().shards()) {
            ShardIterator iterator = source.stream().seek(shard.id(), null);
            if (iterator != null) {
                oldest.add(iterator);
            }
        }
        for (int row = 0; row < ROWS; row++) {
            source.put("row " + row);
        }
        if (!patience.until(() -> read(oldest, 0).size() >= ROWS)) {
            return Finding.unseen(
                    Assumption.ITERATOR_REPEATS,
                    "The stream has shown " + read(oldest, 0).size() + " of " + ROWS + " changes in a minute.");
        }
        for (ShardIterator iterator : oldest) {
            List<StreamRecord> once = read(List.of(iterator), 0);
            source.put("later");
            List<StreamRecord> again;
            try {
                again = read(List.of(iterator), SMALL_PAGE);
            } catch (FailureException e) {
                if (!e.failure().code().equals("RECORDS_EXPIRED")) {
                    throw e;
                }
                return Finding.seen(
                        Assumption.ITERATOR_REPEATS,
                        false,
                        "It gave " + once.size() + " records, and no more when it was read again: "
                                + e.failure().message());
            }
            if (again.size() < once.size() || !again.subList(0, once.size()).equals(once)) {
                return Finding.seen(
                        Assumption.ITERATOR_REPEATS,
                        false,
                        "Of " + once.size() + " records that it gave first, it did not give the same ones in the same"
                                + " order when it was read again.");
            }
        }
        return Finding.seen(
                Assumption.ITERATOR_REPEATS,
                true,
                ROWS + " records came again in the same order, in pages of another size and after another write.");
    }

    private List<StreamRecord> read(List<ShardIterator> from, int limit) {
        List<StreamRecord> records = new ArrayList<>();
        for (ShardIterator start : from) {
            ShardIterator at = start;
            while (at != null) {
                StreamPage page = source.stream().read(at, limit);
                records.addAll(page.records());
                at = page instanceof StreamPage.Records more ? more.next() : null;
            }
        }
        return records;
    }

    private Finding insertIsConditional() {
        WitnessTable table = touched();
        Witness first = witness(0, 0, "first");
        boolean inserted = table.insert(first);
        boolean again = table.insert(witness(0, 0, "second"));
        return Finding.seen(
                Assumption.INSERT_IS_CONDITIONAL,
                inserted && !again && keeps(table, first),
                "Of two inserts of one row, the first was " + word(inserted) + " and the second " + word(again) + ".");
    }

    private Finding replaceIsConditional() {
        WitnessTable table = touched();
        Witness first = witness(1, 0, "first");
        Witness second = witness(1, 1, "second");
        table.insert(first);
        boolean replaced = table.replace(first, second);
        boolean again = table.replace(first, witness(1, 2, "third"));
        return Finding.seen(
                Assumption.REPLACE_IS_CONDITIONAL,
                replaced && !again && keeps(table, second),
                "Of two replacements of the same version of a row, the first was " + word(replaced) + " and the second "
                        + word(again) + ".");
    }

    private WitnessTable touched() {
        WitnessTable table = source.stream().witnesses(source.statusTable());
        table.touch(STREAM, CHAIN);
        return table;
    }

    private static boolean keeps(WitnessTable table, Witness expected) {
        Optional<Witness> found = table.find(STREAM, CHAIN, expected.window().start());
        return found.filter(
                        row -> row.names(expected.round(), expected.prepared().entries()))
                .isPresent();
    }

    private static Witness witness(int minute, int round, String session) {
        Instant start = Instant.EPOCH.plusSeconds(60L * minute);
        return new Witness(
                STREAM,
                CHAIN,
                new Window(start, start.plusSeconds(60)),
                Witness.State.COMMITTING,
                round,
                "doctor",
                new Prepared(
                        new WindowCheckpoints(Checkpoints.NONE, Checkpoints.NONE),
                        Counts.NONE,
                        List.of(new CommitEntry(Partition.WHOLE_TABLE, session, false, List.of()))));
    }

    private static String word(boolean taken) {
        return taken ? "taken" : "refused";
    }
}
