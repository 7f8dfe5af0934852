package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import io.tidemark.workflow.DataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A table in memory with upload sessions as MaxCompute has them, and a hook before and after every call that can fail it. Thread-safe. */
public final class FakeTarget implements TableSink, SinkConnector {
    private @Nullable TableInfo table;
    private final Map<String, FakeSession> sessions = new HashMap<>();
    private final Map<Partition, List<Row>> visible = new HashMap<>();
    private Consumer<String> hook = step -> {};

    private final class FakeSession implements UploadSession {
        final String id;
        final Partition partition;
        final boolean overwrite;
        final Map<Long, List<Row>> blocks = new TreeMap<>();
        SessionStatus status = SessionStatus.NORMAL;

        FakeSession(String id, Partition partition, boolean overwrite) {
            this.id = id;
            this.partition = partition;
            this.overwrite = overwrite;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public BlockWriter openBlock(long blockId) {
            step("open block");
            return new FakeBlock(this, blockId);
        }

        @Override
        public View view() {
            step("before view");
            synchronized (FakeTarget.this) {
                FakeSession known = sessions.get(id);
                return known == null
                        ? new View(SessionStatus.NOT_FOUND, java.util.Set.of())
                        : new View(known.status, known.blocks.keySet());
            }
        }

        @Override
        public void commit(List<Long> ids) {
            step("before commit");
            synchronized (FakeTarget.this) {
                FakeSession known = sessions.get(id);
                if (known == null) {
                    throw Failure.external("TARGET_REFUSED", "no such session", "test")
                            .asException();
                }
                known.commitNow(ids);
            }
            step("after commit");
        }

        void commitNow(List<Long> ids) {
            if (status == SessionStatus.CLOSED) {
                throw Failure.user("TARGET_REFUSED", "StatusConflict", "test").asException();
            }
            if (!blocks.keySet().equals(java.util.Set.copyOf(ids))) {
                throw Failure.bug("TARGET_REFUSED", "blocks do not match", "test")
                        .asException();
            }
            List<Row> rows = new ArrayList<>();
            blocks.values().forEach(rows::addAll);
            if (!overwrite) {
                rows.addAll(0, visible.getOrDefault(partition, List.of()));
            }
            visible.put(partition, List.copyOf(rows));
            status = SessionStatus.CLOSED;
        }
    }

    private final class FakeBlock implements BlockWriter {
        private final FakeSession session;
        private final long blockId;
        private final List<Row> rows = new ArrayList<>();

        FakeBlock(FakeSession session, long blockId) {
            this.session = session;
            this.blockId = blockId;
        }

        @Override
        public void write(Row row) {
            step("write row");
            rows.add(row);
        }

        @Override
        public long bytes() {
            return rows.size() * 100L;
        }

        @Override
        public Duration waited() {
            return Duration.ZERO;
        }

        @Override
        public void finish() {
            step("before finish");
            synchronized (FakeTarget.this) {
                session.blocks.put(blockId, List.copyOf(rows));
            }
            step("after finish");
        }

        @Override
        public void abort() {}
    }

    public FakeTarget(TableInfo table) {
        this.table = table;
    }

    /** A table that is not there. */
    FakeTarget() {}

    /** Called with the name of each step; it may throw. */
    public void hook(Consumer<String> next) {
        hook = next;
    }

    private void step(String name) {
        hook.accept(name);
    }

    public synchronized List<Row> rows(Partition partition) {
        return visible.getOrDefault(partition, List.of());
    }

    public synchronized void loseSessions() {
        sessions.clear();
    }

    /** Says from now on that all sessions are in this state; what was committed stays so. */
    public synchronized void sessionsAre(SessionStatus status) {
        sessions.values().stream()
                .filter(session -> session.status != SessionStatus.CLOSED)
                .forEach(session -> session.status = status);
    }

    /** Finishes what was under way. */
    public synchronized void commitAll() {
        sessions.values().stream()
                .filter(session -> session.status != SessionStatus.CLOSED)
                .forEach(session -> session.commitNow(List.copyOf(session.blocks.keySet())));
    }

    /** A session that holds these rows in block 0, not committed. */
    public UploadSession written(Partition partition, List<Row> rows) {
        UploadSession session = create(partition, false);
        BlockWriter block = session.openBlock(0);
        rows.forEach(block::write);
        block.finish();
        return session;
    }

    @Override
    public TableSink open(DataSource.MaxCompute target, String name, boolean compress) {
        return this;
    }

    @Override
    public synchronized TableInfo table() {
        TableInfo known = table;
        if (known == null) {
            throw Failure.user("TABLE_NOT_FOUND", "no such table", "test").asException();
        }
        return known;
    }

    /** {@inheritDoc} Every column takes text. */
    @Override
    public synchronized void create(NewTable wanted) {
        if (table == null) {
            table = new TableInfo(
                    wanted.columns().stream()
                            .map(column -> Samples.text(column.name(), true))
                            .toList(),
                    wanted.partitionColumns());
        }
    }

    @Override
    public void ensurePartition(Partition partition) {}

    @Override
    public synchronized UploadSession create(Partition partition, boolean overwrite) {
        step("create session");
        FakeSession session = new FakeSession("session-" + Fence.random(), partition, overwrite);
        sessions.put(session.id, session);
        return session;
    }

    @Override
    public synchronized UploadSession find(Partition partition, String sessionId) {
        FakeSession known = sessions.get(sessionId);
        return known == null ? new FakeSession(sessionId, partition, false) : known;
    }

    @Override
    public RowDigests digests() {
        return new RowDigests() {
            @Override
            public long of(Row row) {
                return RowMappingTest.values(row).hashCode();
            }

            @Override
            public void read(Partition partition, LongConsumer each) {
                rows(partition).forEach(row -> each.accept(of(row)));
            }
        };
    }

    @Override
    public synchronized long rowCount(Partition partition) {
        step("count rows");
        return visible.getOrDefault(partition, List.of()).size();
    }

    @Override
    public void close() {}
}
