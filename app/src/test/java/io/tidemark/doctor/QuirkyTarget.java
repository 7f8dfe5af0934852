package io.tidemark.doctor;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.sync.BlockWriter;
import io.tidemark.sync.NewTable;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Row;
import io.tidemark.sync.RowDigests;
import io.tidemark.sync.SessionStatus;
import io.tidemark.sync.TableInfo;
import io.tidemark.sync.TableSink;
import io.tidemark.sync.UploadSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A scratch table in memory of which only rows are counted, with at most one quirk. */
final class QuirkyTarget implements ScratchTarget, TableSink {
    private final @Nullable Quirk quirk;
    private final Map<Partition, Long> rows = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();

    QuirkyTarget(@Nullable Quirk quirk) {
        this.quirk = quirk;
    }

    /** A session that was made. */
    private static final class Session {
        final Partition partition;
        final boolean overwrite;
        final TreeMap<Long, Long> blocks = new TreeMap<>();
        boolean committed;

        Session(Partition partition, boolean overwrite) {
            this.partition = partition;
            this.overwrite = overwrite;
        }
    }

    private void commit(Session session) {
        long added = session.blocks.values().stream().mapToLong(Long::longValue).sum();
        if (session.committed && quirk != Quirk.RECOMMIT_ADDS_AGAIN) {
            return;
        }
        if (quirk == Quirk.COMMIT_LOSES_A_BLOCK && session.blocks.size() > 1) {
            added -= session.blocks.lastEntry().getValue();
        }
        boolean replaces = session.overwrite
                && !(session.blocks.isEmpty()
                        ? quirk == Quirk.EMPTY_OVERWRITE_CHANGES_NOTHING
                        : quirk == Quirk.OVERWRITE_APPENDS);
        if (quirk != Quirk.BLOCK_SHOWS_BEFORE_THE_COMMIT || replaces) {
            rows.merge(session.partition, added, (before, more) -> replaces ? more : before + more);
        }
        session.committed = true;
    }

    private void finish(Session session, long id, long written) {
        session.blocks.merge(id, written, (before, again) -> {
            if (quirk == Quirk.BLOCK_ADDS_TO_THE_EARLIER_ONE) {
                return before + again;
            }
            return quirk == Quirk.BLOCK_KEEPS_THE_EARLIER_ONE ? before : again;
        });
        if (quirk == Quirk.BLOCK_SHOWS_BEFORE_THE_COMMIT && !session.overwrite) {
            rows.merge(session.partition, written, Long::sum);
        }
    }

    private SessionStatus status(String id) {
        Session session = sessions.get(id);
        if (session == null) {
            if (quirk == Quirk.UNKNOWN_SESSION_IS_REFUSED) {
                throw refused();
            }
            return quirk == Quirk.UNKNOWN_SESSION_IS_NORMAL ? SessionStatus.NORMAL : SessionStatus.NOT_FOUND;
        }
        if (!session.committed) {
            return SessionStatus.NORMAL;
        }
        if (quirk == Quirk.COMMITTED_SESSION_IS_REFUSED) {
            throw refused();
        }
        return quirk == Quirk.COMMITTED_SESSION_IS_FORGOTTEN ? SessionStatus.NOT_FOUND : SessionStatus.CLOSED;
    }

    private static FailureException refused() {
        return Failure.external("TARGET_REFUSED", "The session is expired.", "test")
                .asException();
    }

    @Override
    public TableSink sink() {
        return this;
    }

    @Override
    public Answer commit(Partition partition, String sessionId) {
        commit(Optional.ofNullable(sessions.get(sessionId)).orElseThrow());
        return new Answer(true, "status CLOSED");
    }

    @Override
    public Answer ask(Partition partition, String sessionId) {
        return new Answer(sessions.containsKey(sessionId), "what a test says");
    }

    @Override
    public UploadSession create(Partition partition, boolean overwrite) {
        String id = "session-" + sessions.size();
        sessions.put(id, new Session(partition, overwrite));
        if (overwrite && quirk == Quirk.OVERWRITE_EMPTIES_AT_ONCE) {
            rows.put(partition, 0L);
        }
        return find(partition, id);
    }

    @Override
    public UploadSession find(Partition partition, String sessionId) {
        return new UploadSession() {
            @Override
            public String id() {
                return sessionId;
            }

            @Override
            public BlockWriter openBlock(long blockId) {
                return block(Optional.ofNullable(sessions.get(sessionId)).orElseThrow(), blockId);
            }

            @Override
            public View view() {
                return new View(status(sessionId), Set.of());
            }

            @Override
            public void commit(List<Long> blocks) {
                QuirkyTarget.this.commit(partition, sessionId);
            }
        };
    }

    private BlockWriter block(Session session, long id) {
        return new BlockWriter() {
            private long written;

            @Override
            public void write(Row row) {
                written++;
            }

            @Override
            public long bytes() {
                return written * 8;
            }

            @Override
            public Duration waited() {
                return Duration.ZERO;
            }

            @Override
            public void finish() {
                QuirkyTarget.this.finish(session, id, written);
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public RowDigests digests() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long rowCount(Partition partition) {
        return rows.getOrDefault(partition, 0L);
    }

    @Override
    public void create(NewTable wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void ensurePartition(Partition partition) {}

    @Override
    public void create() {}

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public void drop(String name) {}

    @Override
    public String place() {
        return "in memory";
    }

    @Override
    public TableInfo table() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
