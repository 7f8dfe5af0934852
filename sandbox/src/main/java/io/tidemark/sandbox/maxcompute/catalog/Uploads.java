package io.tidemark.sandbox.maxcompute.catalog;

import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The upload sessions: opened, filled with blocks, committed in one step, forgotten. Thread-safe. */
public final class Uploads {
    /** Block ids are below this. */
    public static final int MAX_BLOCKS = 20_000;

    private final Ledger ledger;
    private final BlockStore store;

    Uploads(Ledger ledger, BlockStore store) {
        this.ledger = ledger;
        this.store = store;
    }

    /** Opens a session into a partition that exists, and forgets sessions whose time is long over. */
    public UploadSession open(String table, PartitionSpec partition, boolean overwrite) throws Refusal, IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
        ledger.change((state, now) -> {
            TableState target = Tables.state(state, table);
            Tables.content(target, partition);
            List<Event> events = new ArrayList<>(forgettable(state, now));
            events.add(new Event.SessionOpened(id, target.table.id(), partition, overwrite, now));
            return events;
        });
        return get(id, table, partition);
    }

    private static List<Event> forgettable(CatalogState state, Instant now) {
        return state.sessions().stream()
                .filter(session -> session.isForgettable(now))
                .<Event>map(session -> new Event.SessionForgotten(session.id))
                .toList();
    }

    /** The session of this id, if it was opened for this table and partition. */
    public UploadSession get(String id, String table, PartitionSpec partition) throws Refusal {
        return ledger.ask(
                (state, now) -> session(state, now, id, table, partition).view(now));
    }

    /** Refuses unless the session takes blocks. */
    public UploadSession writable(String id, String table, PartitionSpec partition, int block) throws Refusal {
        if (block < 0 || block >= MAX_BLOCKS) {
            throw new Refusal(
                    RefusalCode.INVALID_BLOCK_ID,
                    "The block id " + block + " is not in the range 0 to " + (MAX_BLOCKS - 1) + ".");
        }
        return ledger.ask((state, now) -> {
            SessionState session = session(state, now, id, table, partition);
            refuseUnlessNormal(session, now);
            return session.view(now);
        });
    }

    /** Adds a block; one that was there under the same id is replaced. Refused when the session was committed since. */
    public void close(UploadSession session, int id, BlockDraft draft, long rows) throws Refusal, IOException {
        Block block = draft.seal(rows);
        try {
            ledger.change((state, now) -> {
                String table = session.table().name();
                refuseUnlessNormal(session(state, now, session.id(), table, session.partition()), now);
                return List.of(new Event.BlockClosed(session.id(), id, block));
            });
        } catch (Refusal | IOException e) {
            store.release(List.of(block));
            throw e;
        }
    }

    /** Makes the blocks that are closed now part of the partition, or all that it holds; all at once, now or later. */
    public UploadSession commit(String id, String table, PartitionSpec partition, CommitManner manner)
            throws Refusal, IOException {
        ledger.change((state, now) -> {
            SessionState session = session(state, now, id, table, partition);
            boolean again = session.committed || session.pending != null;
            if (again && manner.again() == RecommitPolicy.REPEATABLE) {
                return List.of();
            }
            refuseUnlessNormal(session, now);
            TableState target = state.tableById(session.table.id());
            if (target == null) {
                throw new Refusal(
                        RefusalCode.NO_SUCH_TABLE,
                        "The table '" + session.table.name() + "' was dropped since the session was opened.");
            }
            Tables.content(target, session.partition);
            return List.of(
                    manner.takes().isZero()
                            ? new Event.SessionCommitted(id, now)
                            : new Event.CommitBegun(id, now, now.plus(manner.takes())));
        });
        return get(id, table, partition);
    }

    /** Ends a session without a commit; harmless if it was committed, or is about to be. */
    public void end(String id, String table, PartitionSpec partition, UploadStatus status) throws Refusal, IOException {
        ledger.change((state, now) -> {
            SessionState session = session(state, now, id, table, partition);
            return session.committed || session.pending != null
                    ? List.of()
                    : List.of(new Event.SessionEnded(id, status));
        });
    }

    /** Forgets that there was such a session; what it committed stays, and what is about to be committed comes. */
    public void forget(String id, String table, PartitionSpec partition) throws Refusal, IOException {
        ledger.change((state, now) -> {
            SessionState session = session(state, now, id, table, partition);
            return session.pending != null ? List.of() : List.of(new Event.SessionForgotten(session.id));
        });
    }

    private static void refuseUnlessNormal(SessionState session, Instant now) throws Refusal {
        switch (session.status(now)) {
            case CLOSED -> throw conflict("is committed");
            case CLOSING, COMMITTING -> throw conflict("is being committed");
            case CANCELED -> throw conflict("was canceled");
            case CRITICAL -> throw conflict("failed");
            case EXPIRED ->
                throw new Refusal(RefusalCode.STATUS_CONFLICT, "The upload session is expired: open a new one.");
            case NORMAL -> {}
        }
    }

    private static Refusal conflict(String why) {
        return new Refusal(
                RefusalCode.STATUS_CONFLICT,
                "You cannot complete the specified operation under the current upload or download status: the session "
                        + why + ".");
    }

    private static SessionState session(
            CatalogState state, Instant now, String id, String table, PartitionSpec partition) throws Refusal {
        SessionState session = state.session(id);
        if (session == null
                || session.isForgettable(now)
                || !session.table.name().equalsIgnoreCase(table)
                || !session.partition.equals(partition)) {
            throw new Refusal(
                    RefusalCode.NO_SUCH_UPLOAD, "There is no upload session " + id + " for this table and partition.");
        }
        return session;
    }
}
