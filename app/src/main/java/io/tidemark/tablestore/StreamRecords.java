package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RecordColumn;
import com.alicloud.openservices.tablestore.model.RecordSequenceInfo;
import io.tidemark.sync.Cell;
import io.tidemark.sync.Sequence;
import io.tidemark.sync.StreamRecord;
import java.util.ArrayList;
import java.util.List;

/** The client's records as ours. */
final class StreamRecords {
    /** Bytes of a record besides its cells: header, key tag, sequence, checksum. */
    private static final int RECORD_FRAME = 35;
    /** Bytes of a cell besides name and value: tags, lengths, checksum. */
    private static final int CELL_FRAME = 13;

    private static final int TIMESTAMP = 9;
    private static final int NUMBER = 8;

    private StreamRecords() {}

    static List<StreamRecord> of(List<com.alicloud.openservices.tablestore.model.StreamRecord> records) {
        List<StreamRecord> converted = new ArrayList<>(records.size());
        for (com.alicloud.openservices.tablestore.model.StreamRecord record : records) {
            converted.add(of(record));
        }
        return converted;
    }

    static StreamRecord of(com.alicloud.openservices.tablestore.model.StreamRecord record) {
        int bytes = RECORD_FRAME;
        PrimaryKeyColumn[] keyColumns = record.getPrimaryKey().getPrimaryKeyColumns();
        List<Cell> key = new ArrayList<>(keyColumns.length);
        for (PrimaryKeyColumn column : keyColumns) {
            Cell cell = Cell.key(column.getName(), value(column.getValue()));
            key.add(cell);
            bytes += size(cell);
        }
        List<RecordColumn> columns = record.getColumns();
        List<Cell> cells = new ArrayList<>(columns.size());
        for (RecordColumn column : columns) {
            Cell cell = cell(column);
            cells.add(cell);
            bytes += size(cell) + TIMESTAMP;
        }
        RecordSequenceInfo sequence = record.getSequenceInfo();
        return new StreamRecord(
                operation(record.getRecordType()),
                new Sequence(sequence.getEpoch(), sequence.getTimestamp(), sequence.getRowIndex()),
                key,
                cells,
                before(record),
                bytes);
    }

    private static List<Cell> before(com.alicloud.openservices.tablestore.model.StreamRecord record) {
        List<RecordColumn> columns = record.getOriginColumns();
        return columns == null || columns.isEmpty()
                ? List.of()
                : columns.stream().map(StreamRecords::cell).toList();
    }

    private static StreamRecord.Operation operation(
            com.alicloud.openservices.tablestore.model.StreamRecord.RecordType type) {
        return switch (type) {
            case PUT -> StreamRecord.Operation.PUT;
            case UPDATE -> StreamRecord.Operation.UPDATE;
            case DELETE -> StreamRecord.Operation.DELETE;
        };
    }

    static Object value(PrimaryKeyValue value) {
        return switch (value.getType()) {
            case STRING -> value.asString();
            case INTEGER -> value.asLong();
            case BINARY -> value.asBinary();
            default -> throw new IllegalArgumentException("a key column of type " + value.getType());
        };
    }

    private static Cell cell(RecordColumn column) {
        Column changed = column.getColumn();
        String name = changed.getName();
        return switch (column.getColumnType()) {
            // String, Long, Double, Boolean or byte[] already.
            case PUT -> Cell.put(name, changed.getValue().getValue(), changed.getTimestamp());
            case DELETE_ONE_VERSION -> new Cell(name, Cell.Operation.DELETE_ONE_VERSION, null, changed.getTimestamp());
            case DELETE_ALL_VERSION -> new Cell(name, Cell.Operation.DELETE_ALL_VERSIONS, null, Cell.NO_VERSION);
        };
    }

    private static int size(Cell cell) {
        int bytes = CELL_FRAME + utf8Length(cell.name());
        Object value = cell.value();
        if (value instanceof String text) {
            return bytes + utf8Length(text) + Integer.BYTES;
        }
        if (value instanceof byte[] binary) {
            return bytes + binary.length + Integer.BYTES;
        }
        if (value instanceof Boolean) {
            return bytes + 1;
        }
        return value == null ? bytes : bytes + NUMBER;
    }

    private static int utf8Length(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // Half of a surrogate pair counts two of the four bytes.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
