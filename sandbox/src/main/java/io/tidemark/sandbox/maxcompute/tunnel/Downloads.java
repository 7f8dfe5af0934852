package io.tidemark.sandbox.maxcompute.tunnel;

import io.tidemark.sandbox.maxcompute.catalog.BlockStore;
import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.query.ResultFile;
import io.tidemark.sandbox.maxcompute.record.RecordEncoder;
import io.tidemark.sandbox.maxcompute.record.RecordReader;
import io.tidemark.sandbox.maxcompute.record.RecordWriter;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import io.tidemark.sandbox.maxcompute.schema.Column;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The download sessions, the latest of them remembered in memory, and their rows. Thread-safe. */
public final class Downloads {
    private static final int REMEMBERED = 10_000;

    private final Catalog catalog;
    private final Map<String, DownloadSession> sessions = new LinkedHashMap<>();

    public Downloads(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Where the rows go; called once nothing can be refused any more. */
    public interface Destination {
        RecordWriter open() throws IOException;
    }

    /** Opens a session on what a partition holds now. */
    public DownloadSession open(String table, PartitionSpec partition) throws Refusal {
        DownloadSession session = new DownloadSession(
                UUID.randomUUID().toString().replace("-", ""),
                catalog.tables().get(table),
                catalog.tables().content(table, partition).blocks());
        synchronized (sessions) {
            sessions.put(session.id(), session);
            if (sessions.size() > REMEMBERED) {
                sessions.remove(sessions.keySet().iterator().next());
            }
        }
        return session;
    }

    /** The session of this id on this table. */
    public DownloadSession get(String id, String table) throws Refusal {
        synchronized (sessions) {
            return Optional.ofNullable(sessions.get(id))
                    .filter(session -> session.table().name().equalsIgnoreCase(table))
                    .orElseThrow(() -> new Refusal(
                            RefusalCode.NO_SUCH_DOWNLOAD, "There is no download session " + id + " for this table."));
        }
    }

    /** Sends rows of a session; refused when the table was changed since in a way that deleted them. */
    public void send(DownloadSession session, RowRange range, ColumnChoice choice, Destination destination)
            throws Refusal, IOException {
        List<Column> columns = session.table().schema().columns();
        try (BlockStore.Pin pin = catalog.blocks().pin(session.blocks())) {
            List<Segment> segments = session.blocks().stream()
                    .map(block -> new Segment(block.rows(), () -> pin.read(block)))
                    .toList();
            copy(columns, segments, range, choice, destination.open());
        }
    }

    /** Sends rows of a statement's result. */
    public static void send(ResultFile result, RowRange range, ColumnChoice choice, Destination destination)
            throws IOException {
        Segment whole = new Segment(result.rows(), result::open);
        copy(result.columns(), List.of(whole), range, choice, destination.open());
    }

    private static void copy(
            List<Column> columns, List<Segment> segments, RowRange range, ColumnChoice choice, RecordWriter out)
            throws IOException {
        RecordEncoder record = new RecordEncoder();
        long skip = range.start();
        for (Segment segment : segments) {
            if (skip >= segment.rows()) {
                skip -= segment.rows();
                continue;
            }
            try (RecordReader rows = new RecordReader(columns, segment.opening().open())) {
                while (out.rows() < range.count() && rows.next()) {
                    if (rows.rows() > skip) {
                        copy(rows, choice, record, out);
                    }
                }
            }
            skip = 0;
        }
        out.finish();
    }

    private static void copy(RecordReader row, ColumnChoice choice, RecordEncoder record, RecordWriter out)
            throws IOException {
        if (choice.all()) {
            out.write(row);
            return;
        }
        record.begin();
        for (int i = 0; i < choice.indexes().size(); i++) {
            record.copy(i, row, choice.indexes().get(i));
        }
        out.write(record.end());
    }
}
