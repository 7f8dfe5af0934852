package io.tidemark.sandbox.maxcompute.catalog;

import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything the journal's events add up to. Applying an event cannot fail: whether it may happen was decided before it
 * was written. Touched only under the ledger's lock.
 */
final class CatalogState {
    private final Map<String, TableState> byId = new HashMap<>();
    private final TreeMap<String, TableState> byName = new TreeMap<>();
    private final Map<String, SessionState> sessions = new HashMap<>();

    @Nullable
    TableState table(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    @Nullable
    TableState tableById(String id) {
        return byId.get(id);
    }

    Collection<TableState> tables() {
        return byName.values();
    }

    @Nullable
    SessionState session(String id) {
        return sessions.get(id);
    }

    Collection<SessionState> sessions() {
        return sessions.values();
    }

    /** The files that the state needs; any other is an orphan. */
    Set<String> files() {
        Set<String> files = new HashSet<>();
        byId.values()
                .forEach(table -> table.contents
                        .values()
                        .forEach(content -> content.blocks().forEach(block -> files.add(block.file()))));
        sessions.values().stream()
                .filter(session -> !session.committed)
                .forEach(session -> session.blocks.values().forEach(block -> files.add(block.file())));
        return files;
    }

    /** Makes the event true and returns the blocks that nothing needs any more. */
    List<Block> apply(Event event) {
        List<Block> released = new ArrayList<>();
        if (event instanceof Event.TableCreated created) {
            create(created);
        } else if (event instanceof Event.TableDropped dropped) {
            TableState state = known(dropped.table());
            byId.remove(dropped.table());
            byName.remove(state.table.name().toLowerCase(Locale.ROOT));
            state.contents.values().forEach(content -> released.addAll(content.blocks()));
        } else if (event instanceof Event.PartitionsAdded added) {
            added.partitions().forEach(spec -> known(added.table()).contents.put(spec, Content.empty(added.at())));
        } else if (event instanceof Event.PartitionsDropped dropped) {
            dropped.partitions()
                    .forEach(spec -> released.addAll(
                            removed(known(dropped.table()), spec).blocks()));
        } else if (event instanceof Event.Truncated truncated) {
            truncated
                    .partitions()
                    .forEach(spec -> released.addAll(truncate(truncated, spec).blocks()));
        } else if (event instanceof Event.SessionOpened opened) {
            sessions.put(
                    opened.session(),
                    new SessionState(
                            opened.session(),
                            known(opened.table()).table,
                            opened.partition(),
                            opened.overwrite(),
                            opened.at()));
        } else if (event instanceof Event.BlockClosed closed) {
            Block before = open(closed.session()).blocks.put(closed.id(), closed.block());
            if (before != null) {
                released.add(before);
            }
        } else if (event instanceof Event.CommitBegun begun) {
            open(begun.session()).pending = new PendingCommit(begun.session(), begun.at(), begun.due());
        } else if (event instanceof Event.SessionEnded ended) {
            end(ended);
        } else if (event instanceof Event.SessionCommitted committed) {
            released.addAll(commit(committed));
        } else if (event instanceof Event.SessionForgotten forgotten) {
            SessionState session = open(forgotten.session());
            sessions.remove(forgotten.session());
            released.addAll(session.committed ? List.of() : session.blocks.values());
        }
        return released;
    }

    /** What is to happen to commits whose time has come, in the order of their times. */
    List<Event> due(Instant now) {
        return sessions.values().stream()
                .map(session -> session.pending)
                .filter(pending -> pending != null && pending.isDue(now))
                .sorted(Comparator.comparing(PendingCommit::due))
                .map(pending -> settled(pending, now))
                .toList();
    }

    /** A target that was dropped meanwhile cannot take what was written for it. */
    private Event settled(PendingCommit pending, Instant now) {
        SessionState session = open(pending.session());
        TableState target = byId.get(session.table.id());
        return target != null && target.contents.containsKey(session.partition)
                ? new Event.SessionCommitted(session.id, now.isBefore(pending.due()) ? now : pending.due())
                : new Event.SessionEnded(session.id, UploadStatus.CRITICAL);
    }

    private void end(Event.SessionEnded event) {
        SessionState session = open(event.session());
        session.pending = null;
        session.ended = event.status();
    }

    private void create(Event.TableCreated event) {
        TableState state = new TableState(new Table(
                event.id(),
                event.name(),
                EventText.schema(event),
                event.comment(),
                event.lifecycle(),
                event.properties(),
                event.at()));
        byId.put(event.id(), state);
        byName.put(event.name().toLowerCase(Locale.ROOT), state);
    }

    private Content truncate(Event.Truncated event, PartitionSpec spec) {
        TableState state = known(event.table());
        Content before = content(state, spec);
        state.contents.put(spec, before.replacedBy(List.of(), event.at()));
        return before;
    }

    private List<Block> commit(Event.SessionCommitted event) {
        SessionState session = open(event.session());
        TableState state = known(session.table.id());
        Content before = content(state, session.partition);
        Collection<Block> blocks = session.blocks.values();
        session.committed = true;
        session.pending = null;
        state.contents.put(
                session.partition,
                session.overwrite ? before.replacedBy(blocks, event.at()) : before.with(blocks, event.at()));
        return session.overwrite ? before.blocks() : List.of();
    }

    private TableState known(String id) {
        return Objects.requireNonNull(byId.get(id), "The journal speaks of a table that it never created.");
    }

    private SessionState open(String id) {
        return Objects.requireNonNull(sessions.get(id), "The journal speaks of a session that it never opened.");
    }

    private static Content content(TableState state, PartitionSpec spec) {
        return Objects.requireNonNull(
                state.contents.get(spec), "The journal speaks of a partition that it never added.");
    }

    private static Content removed(TableState state, PartitionSpec spec) {
        return Objects.requireNonNull(
                state.contents.remove(spec), "The journal speaks of a partition that it never added.");
    }
}
