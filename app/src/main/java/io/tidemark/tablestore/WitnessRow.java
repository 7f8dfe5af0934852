package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.Window;
import io.tidemark.sync.Witness;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The layout of the status table. A window's row is found by its stream, chain and start; window end, state, round and sessions
 * stand in columns that a person can read, entries and checkpoints in packed ones. {@code Write} names the write that made the
 * row, so that a writer whose answer was lost can recognise its own.
 */
final class WitnessRow {
    static final String STREAM_ID = "StreamId";
    static final String STATUS_TYPE = "StatusType";
    static final String STATUS_VALUE = "StatusValue";

    static final String STATE = "State";
    static final String ROUND = "Round";
    static final String SESSIONS = "Sessions";
    static final String WRITE = "Write";

    private static final String WINDOW = "TidemarkWindow";
    private static final String HEAD = "TidemarkHead";
    private static final String FORMAT = "Format";
    private static final String WINDOW_END = "WindowEnd";
    private static final String PIECES = "Pieces";
    private static final String PIECE = "Checkpoints_";
    private static final String CHECKSUM = "Checksum";
    private static final long FORMAT_1 = 1;

    private WitnessRow() {}

    static PrimaryKey windowKey(String streamId, ChainId chain, Instant start) {
        return key(streamId, WINDOW, chain + "\t" + String.format("%016d", millis(start)));
    }

    /** Behind every window of the chain. */
    static PrimaryKey endKey(String streamId, ChainId chain) {
        return key(streamId, WINDOW, chain + "\n");
    }

    /** Where the window of a row begins. */
    static Instant start(Row row) {
        String value =
                row.getPrimaryKey().getPrimaryKeyColumn(STATUS_VALUE).getValue().asString();
        return Instant.ofEpochMilli(Long.parseLong(value.substring(value.lastIndexOf('\t') + 1)));
    }

    static PrimaryKey headKey(String streamId, ChainId chain) {
        return key(streamId, HEAD, chain.value());
    }

    private static PrimaryKey key(String streamId, String type, String value) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn(STREAM_ID, PrimaryKeyValue.fromString(streamId))
                .addPrimaryKeyColumn(STATUS_TYPE, PrimaryKeyValue.fromString(type))
                .addPrimaryKeyColumn(STATUS_VALUE, PrimaryKeyValue.fromString(value))
                .build();
    }

    /** The row of a chain's head: that it is there says that the chain lives. */
    static RowPutChange head(String table, String streamId, ChainId chain) {
        return new RowPutChange(table, headKey(streamId, chain)).addColumn(FORMAT, ColumnValue.fromLong(FORMAT_1));
    }

    /** The row of a window, without a condition yet. */
    static RowPutChange window(String table, Witness witness, String write) throws IOException {
        PackedBytes packed = PackedBytes.pack(WitnessText.of(witness).toBytes());
        RowPutChange put = new RowPutChange(
                table,
                windowKey(witness.streamId(), witness.chain(), witness.window().start()));
        put.addColumn(FORMAT, ColumnValue.fromLong(FORMAT_1));
        put.addColumn(WRITE, ColumnValue.fromString(write));
        put.addColumn(WINDOW_END, ColumnValue.fromLong(millis(witness.window().end())));
        put.addColumn(STATE, ColumnValue.fromString(witness.state().name()));
        put.addColumn(ROUND, ColumnValue.fromLong(witness.round()));
        put.addColumn(
                SESSIONS, ColumnValue.fromString(sessions(witness.prepared().entries())));
        put.addColumn(CHECKSUM, ColumnValue.fromString(packed.checksum()));
        put.addColumn(PIECES, ColumnValue.fromLong(packed.pieces().size()));
        for (int i = 0; i < packed.pieces().size(); i++) {
            put.addColumn(PIECE + i, ColumnValue.fromBinary(packed.pieces().get(i)));
        }
        return put;
    }

    /**
     * The witness in a row.
     *
     * @throws IOException if somebody else has written there, or a later version
     */
    static Witness read(String streamId, ChainId chain, Instant start, Row row) throws IOException {
        try {
            if (value(row, FORMAT).asLong() != FORMAT_1) {
                throw new IOException("the row was written by a later version");
            }
            List<byte[]> pieces = new ArrayList<>();
            for (int i = 0; i < value(row, PIECES).asLong(); i++) {
                pieces.add(value(row, PIECE + i).asBinary());
            }
            WitnessText text = WitnessText.parse(
                    new PackedBytes(pieces, value(row, CHECKSUM).asString()).unpack());
            return new Witness(
                    streamId,
                    chain,
                    new Window(
                            start, Instant.ofEpochMilli(value(row, WINDOW_END).asLong())),
                    Witness.State.valueOf(value(row, STATE).asString()),
                    Math.toIntExact(value(row, ROUND).asLong()),
                    text.target(),
                    text.prepared());
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw new IOException("a column holds something unexpected", e);
        }
    }

    /** Which write made the row; empty if it was none of ours. */
    static String write(Row row) throws IOException {
        return row.contains(WRITE) ? value(row, WRITE).asString() : "";
    }

    /** Partitions and their sessions, such as {@code ds=20261122 -> 2026112210..}; for people and for conditions. */
    static String sessions(List<CommitEntry> entries) {
        return entries.stream()
                .map(e ->
                        (e.partition().isWholeTable() ? "table" : e.partition().toString()) + " -> " + e.sessionId())
                .collect(Collectors.joining("; "));
    }

    private static ColumnValue value(Row row, String column) throws IOException {
        Column latest = row.getLatestColumn(column);
        if (latest == null) {
            throw new IOException("column " + column + " is missing");
        }
        return latest.getValue();
    }

    private static long millis(Instant instant) {
        long millis = instant.toEpochMilli();
        if (!Instant.ofEpochMilli(millis).equals(instant)) {
            throw new IllegalArgumentException("a window begins and ends at whole milliseconds, not at " + instant);
        }
        return millis;
    }
}
