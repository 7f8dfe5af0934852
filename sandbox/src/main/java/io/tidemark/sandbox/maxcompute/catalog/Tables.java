package io.tidemark.sandbox.maxcompute.catalog;

import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import io.tidemark.sandbox.maxcompute.schema.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables and their partitions. Names are compared without regard to case. Thread-safe. */
public final class Tables {
    private final Ledger ledger;

    Tables(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What a new table is declared as. */
    public record Declaration(
            String name, TableSchema schema, String comment, long lifecycle, Map<String, String> properties) {}

    /** What to do when the thing to create exists, or the thing to drop does not. */
    public enum Otherwise {
        REFUSE,
        LEAVE_IT
    }

    /** All tables by name. */
    public List<Table> all() {
        return ledger.read(
                state -> state.tables().stream().map(table -> table.table).toList());
    }

    /** The table of this name. */
    public Table get(String name) throws Refusal {
        return ledger.ask((state, now) -> state(state, name).table);
    }

    /** The partitions of a table in the order of their values; of one without partitions its whole as the only one. */
    public List<Partition> partitions(String name) throws Refusal {
        return ledger.ask((state, now) -> state(state, name).contents.entrySet().stream()
                .map(entry -> new Partition(entry.getKey(), entry.getValue()))
                .toList());
    }

    /** What one partition holds now. */
    public Content content(String name, PartitionSpec spec) throws Refusal {
        return ledger.ask((state, now) -> content(state(state, name), spec));
    }

    public void create(Declaration table, Otherwise otherwise) throws Refusal, IOException {
        ledger.change((state, now) -> {
            if (state.table(table.name()) == null) {
                return List.of(new Event.TableCreated(
                        UUID.randomUUID().toString(),
                        table.name(),
                        EventText.texts(table.schema().columns()),
                        EventText.texts(table.schema().partitionColumns()),
                        table.comment(),
                        table.lifecycle(),
                        table.properties(),
                        now));
            }
            return leave(otherwise, RefusalCode.TABLE_EXISTS, "The table '" + table.name() + "' exists already.");
        });
    }

    public void drop(String name, Otherwise otherwise) throws Refusal, IOException {
        ledger.change((state, now) -> {
            TableState table = state.table(name);
            return table == null
                    ? leave(otherwise, RefusalCode.NO_SUCH_TABLE, noTable(name))
                    : List.of(new Event.TableDropped(table.table.id()));
        });
    }

    /** Adds all of these partitions, or none. */
    public void addPartitions(String name, List<PartitionSpec> specs, Otherwise otherwise) throws Refusal, IOException {
        ledger.change((state, now) -> {
            TableState table = state(state, name);
            List<PartitionSpec> missing = new ArrayList<>();
            for (PartitionSpec spec : specs) {
                if (!table.contents.containsKey(spec)) {
                    missing.add(spec);
                } else if (otherwise == Otherwise.REFUSE) {
                    throw new Refusal(
                            RefusalCode.PARTITION_EXISTS, "The partition " + spec.values() + " exists already.");
                }
            }
            return missing.isEmpty()
                    ? List.of()
                    : List.of(new Event.PartitionsAdded(
                            table.table.id(), missing.stream().distinct().toList(), now));
        });
    }

    /** Drops all of these partitions with what they hold, or none. */
    public void dropPartitions(String name, List<PartitionSpec> specs, Otherwise otherwise)
            throws Refusal, IOException {
        ledger.change((state, now) -> {
            TableState table = state(state, name);
            List<PartitionSpec> present = new ArrayList<>();
            for (PartitionSpec spec : specs) {
                if (table.contents.containsKey(spec)) {
                    present.add(spec);
                } else if (otherwise == Otherwise.REFUSE) {
                    throw noPartition(spec);
                }
            }
            return present.isEmpty()
                    ? List.of()
                    : List.of(new Event.PartitionsDropped(
                            table.table.id(), present.stream().distinct().toList()));
        });
    }

    /** Empties these partitions; with none named, the whole table. */
    public void truncate(String name, List<PartitionSpec> specs) throws Refusal, IOException {
        ledger.change((state, now) -> {
            TableState table = state(state, name);
            for (PartitionSpec spec : specs) {
                content(table, spec);
            }
            List<PartitionSpec> all = specs.isEmpty()
                    ? List.copyOf(table.contents.keySet())
                    : specs.stream().distinct().toList();
            return List.of(new Event.Truncated(table.table.id(), all, now));
        });
    }

    static TableState state(CatalogState state, String name) throws Refusal {
        TableState table = state.table(name);
        if (table == null) {
            throw new Refusal(RefusalCode.NO_SUCH_TABLE, noTable(name));
        }
        return table;
    }

    static Content content(TableState table, PartitionSpec spec) throws Refusal {
        @Nullable Content content = table.contents.get(spec);
        if (content == null) {
            throw noPartition(spec);
        }
        return content;
    }

    private static List<Event> leave(Otherwise otherwise, RefusalCode code, String message) throws Refusal {
        if (otherwise == Otherwise.REFUSE) {
            throw new Refusal(code, message);
        }
        return List.of();
    }

    private static Refusal noPartition(PartitionSpec spec) {
        return new Refusal(
                RefusalCode.NO_SUCH_PARTITION,
                "The partition " + spec.values() + " does not exist: add it with ALTER TABLE .. ADD PARTITION.");
    }

    private static String noTable(String name) {
        return "The table '" + name + "' does not exist.";
    }
}
