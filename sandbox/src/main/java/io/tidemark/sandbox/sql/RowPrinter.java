package io.tidemark.sandbox.sql;

import com.aliyun.odps.Column;
import com.aliyun.odps.data.Record;
import java.io.IOException;
import java.util.List;

/** Prints a result: first its columns, then its rows, then the end. */
interface RowPrinter {
    /** Columns of the result; none for a statement that selects nothing. */
    void columns(List<Column> columns) throws IOException;

    void row(Record row) throws IOException;

    void end() throws IOException;
}
