package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one shard group, under ids of the group's own range. A block that could not be written is read and written
 * again under the same id with exactly the records it had: where its end was sent already, the target may still finish the
 * first one late, and the two must be the same. Used by one thread.
 */
final class BlockSeries {
    /** The service recommends blocks of 64 MB or more. */
    private static final long BLOCK_BYTES = 64L << 20;

    private static final int ATTEMPTS = 4;

    private final CopyScope scope;
    private final LazySession session;
    private final long firstId;
    private final long endId;
    private final List<Long> finished = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();

    private long nextId;
    private @Nullable BlockWriter writer;
    private long rows;

    /** Records of one shard that went into the open block: those that the cursor took since {@code from}. */
    private record Span(ShardCursor cursor, Checkpoint from) {
        long records() {
            return cursor.records() - from.records();
        }
    }

    /**
     * A series without blocks yet.
     *
     * @param firstId inclusive
     * @param endId exclusive
     */
    BlockSeries(CopyScope scope, LazySession session, long firstId, long endId) {
        this.scope = scope;
        this.session = session;
        this.firstId = firstId;
        this.endId = endId;
        this.nextId = firstId;
    }

    /** Writes the rows of the record that the cursor returned last. They stay in one block, so that a block holds whole records. */
    void write(List<Row> rowsOfRecord, ShardCursor cursor) {
        if (spans.isEmpty() || spans.get(spans.size() - 1).cursor() != cursor) {
            spans.add(new Span(cursor, cursor.positionBeforeLast()));
        }
        BlockWriter current = writer;
        try {
            if (current == null) {
                current = open();
            }
            for (Row row : rowsOfRecord) {
                current.write(row);
            }
        } catch (FailureException e) {
            current = rewrite(e);
        }
        rows += rowsOfRecord.size();
        scope.context.progress().sent(rowsOfRecord.size());
        if (current.bytes() >= BLOCK_BYTES) {
            finish();
        }
    }

    /** Finishes the open block, if there is one. */
    void finish() {
        BlockWriter current = writer;
        if (current == null) {
            return;
        }
        Instant began = scope.clock.instant();
        for (int attempt = 1; ; attempt++) {
            try {
                current.finish();
                break;
            } catch (FailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                current = rewrite(e);
            }
        }
        scope.context.progress().waitedForTarget(current.waited().plus(Duration.between(began, scope.clock.instant())));
        writer = null;
        spans.clear();
        finished.add(nextId++);
        scope.context.progress().written(rows);
        rows = 0;
    }

    void abort() {
        BlockWriter current = writer;
        if (current != null) {
            current.abort();
        }
    }

    List<Long> finished() {
        return List.copyOf(finished);
    }

    private BlockWriter open() {
        if (nextId >= endId) {
            throw Failure.limit(
                            "TOO_MANY_BLOCKS",
                            "The window needs more than the " + (endId - firstId)
                                    + " blocks that a shard group may write in one upload session.",
                            "Run shorter windows.")
                    .asException();
        }
        Instant began = scope.clock.instant();
        BlockWriter opened = session.get().openBlock(nextId);
        scope.context.progress().waitedForTarget(Duration.between(began, scope.clock.instant()));
        writer = opened;
        return opened;
    }

    private BlockWriter rewrite(FailureException first) {
        FailureException last = first;
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            if (!last.failure().kind().retryable()) {
                throw last;
            }
            abort();
            Duration pause = Duration.ofMillis(250L << attempt);
            scope.context
                    .log()
                    .warn("block " + nextId + " was not taken ("
                            + last.failure().message() + "); it is written" + " again in " + pause.toMillis()
                            + " ms, attempt " + (attempt + 1) + " of " + ATTEMPTS);
            scope.sleeper.sleep(pause);
            scope.check();
            try {
                BlockWriter again = open();
                replay(again);
                return again;
            } catch (FailureException e) {
                last = e;
            }
        }
        throw last;
    }

    private void replay(BlockWriter into) {
        Sightings seenBefore = new Sightings();
        for (Span span : spans) {
            ShardCursor cursor = new ShardCursor(
                    scope.source,
                    span.cursor().shard(),
                    span.from(),
                    ShardCursor.Bound.exactly(span.records()),
                    scope.clock,
                    scope.fetcher);
            for (StreamRecord record = cursor.next(); record != null; record = cursor.next()) {
                if (scope.belongs(record)) {
                    scope.mapping.map(record, cursor.shard(), seenBefore).rows().forEach(into::write);
                }
            }
        }
    }
}
