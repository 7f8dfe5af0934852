package io.tidemark.sandbox.maxcompute.query;

import io.tidemark.sandbox.maxcompute.record.RecordWriter;
import io.tidemark.sandbox.maxcompute.schema.Column;
import io.tidemark.sandbox.maxcompute.sql.SqlException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The rows that a statement came to, in a file, so that a large result needs no memory.
 *
 * @param columns none for a statement that selects nothing
 * @param file a record stream, not compressed
 */
public record ResultFile(List<Column> columns, long rows, Path file) {
    public ResultFile {
        columns = List.copyOf(columns);
    }

    /** Writes rows. */
    interface Rows {
        void writeTo(RecordWriter out) throws IOException, SqlException;
    }

    static ResultFile write(Path folder, List<Column> columns, Rows rows) throws IOException, SqlException {
        Path file = Files.createTempFile(folder, "result", ".rows");
        try (RecordWriter out = new RecordWriter(new FileOutputStream(file.toFile()))) {
            rows.writeTo(out);
            out.finish();
            return new ResultFile(columns, out.rows(), file);
        } catch (IOException | RuntimeException | SqlException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** The record stream from its start. */
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }
}
