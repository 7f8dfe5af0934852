package io.tidemark.sandbox.load;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import java.util.ArrayList;
import java.util.List;

/** Writes rows in batches as large as Tablestore takes them. Not for several threads. */
final class BatchWriter {

    private static final int MAX_ROWS = 200;
    private static final int MAX_BYTES = 3 << 20;

    private final SyncClient client;
    private final String file;
    private final List<RowPutChange> rows = new ArrayList<>(MAX_ROWS);
    private final List<Long> lines = new ArrayList<>(MAX_ROWS);
    private long bytes;
    private long written;

    BatchWriter(SyncClient client, String file) {
        this.client = client;
        this.file = file;
    }

    void write(long line, RowPutChange row) throws BadInputException {
        int size = row.getDataSize();
        if (rows.size() == MAX_ROWS || (!rows.isEmpty() && bytes + size > MAX_BYTES)) {
            flush();
        }
        rows.add(row);
        lines.add(line);
        bytes += size;
    }

    void flush() throws BadInputException {
        if (rows.isEmpty()) {
            return;
        }
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        rows.forEach(request::addRowChange);
        BatchWriteRowResponse response = client.batchWriteRow(request);
        if (!response.isAllSucceed()) {
            BatchWriteRowResponse.RowResult failed = response.getFailedRows().get(0);
            throw BadInputException.at(
                    file,
                    lines.get(failed.getIndex()),
                    "the row was refused (" + failed.getError().getCode() + "): "
                            + failed.getError().getMessage());
        }
        written += rows.size();
        rows.clear();
        lines.clear();
        bytes = 0;
    }

    /** How many rows the table has taken. */
    long written() {
        return written;
    }
}
