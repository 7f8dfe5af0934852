package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.Condition;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ConsumedCapacity;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReturnContent;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReturnType;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.tidemark.sandbox.tablestore.filter.FilterParser;
import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.plainbuffer.RowWriter;
import io.tidemark.sandbox.tablestore.row.ChangeType;
import io.tidemark.sandbox.tablestore.row.Expectation;
import io.tidemark.sandbox.tablestore.row.RowChange;
import io.tidemark.sandbox.tablestore.table.Table;
import io.tidemark.sandbox.tablestore.table.WriteResult;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the four operations that write have in common. */
final class Writing {

    private Writing() {}

    /** A change as the message has it. */
    static RowChange change(ChangeType type, ByteString row, Condition condition) {
        Expectation expectation = new Expectation(
                Expectation.Existence.valueOf(condition.getRowExistence().name()),
                condition.hasColumnCondition()
                                && !condition.getColumnCondition().isEmpty()
                        ? FilterParser.parse(condition.getColumnCondition())
                        : null);
        return new RowChange(type, Messages.row(row), expectation);
    }

    /**
     * Writes one row; refused if its change is.
     *
     * @return what the stream says of the change
     */
    static Row write(Table table, RowChange change) throws IOException {
        WriteResult result = table.write(List.of(change)).get(0);
        if (result instanceof WriteResult.Refused refused) {
            throw refused.refusal();
        }
        return ((WriteResult.Written) result).record();
    }

    static ConsumedCapacity consumed(ByteString row) {
        return Messages.written(row.size());
    }

    /** The row that the client wants back, or {@code null} if it wants none. */
    static @Nullable ByteString returned(ReturnContent wanted, Row record) {
        if (wanted.getReturnType() == ReturnType.RT_NONE) {
            return null;
        }
        List<Cell> cells = wanted.getReturnType() == ReturnType.RT_PK
                ? List.of()
                : record.cells().stream()
                        .filter(cell -> cell.value() != null)
                        .filter(cell -> wanted.getReturnColumnNamesList().contains(cell.name()))
                        .toList();
        return ByteString.copyFrom(RowWriter.encode(new Row(record.key(), cells)));
    }
}
