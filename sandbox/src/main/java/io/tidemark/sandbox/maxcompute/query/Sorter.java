package io.tidemark.sandbox.maxcompute.query;

import io.tidemark.sandbox.maxcompute.record.EncodedRecord;
import io.tidemark.sandbox.maxcompute.record.RecordReader;
import io.tidemark.sandbox.maxcompute.schema.DataType;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import io.tidemark.sandbox.maxcompute.schema.Scalar;
import io.tidemark.sandbox.maxcompute.schema.TableSchema;
import io.tidemark.sandbox.maxcompute.sql.SqlException;
import io.tidemark.sandbox.maxcompute.sql.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps rows in memory to order them; NULL comes before every value. Not thread-safe. */
final class Sorter {
    /** More rows than this are not ordered, since they have to be in memory. */
    private static final int MAX_ROWS = 2_000_000;

    private record Row(List<@Nullable Object> key, EncodedRecord record) {}

    private final List<Field> fields = new ArrayList<>();
    private final List<Statement.Order> order;
    private final List<Row> rows = new ArrayList<>();

    Sorter(TableSchema schema, List<Statement.Order> order) throws SqlException {
        this.order = order;
        for (Statement.Order one : order) {
            Field field = Field.bind(schema, one.column());
            boolean ordered =
                    field.column().type() instanceof DataType.ScalarType type && type.scalar() != Scalar.BINARY;
            if (!ordered) {
                throw SqlException.semantic(
                        one.column().place(),
                        "rows cannot be ordered by a column of type "
                                + field.column().type());
            }
            fields.add(field);
        }
    }

    void add(RecordReader row, PartitionSpec partition, EncodedRecord record) throws IOException {
        if (rows.size() == MAX_ROWS) {
            throw new IOException("More than " + MAX_ROWS + " rows cannot be ordered: add a condition.");
        }
        List<@Nullable Object> key = new ArrayList<>(fields.size());
        for (Field field : fields) {
            key.add(field.value(row, partition));
        }
        rows.add(new Row(key, record));
    }

    List<EncodedRecord> sorted() {
        rows.sort(this::compare);
        return rows.stream().map(Row::record).toList();
    }

    private int compare(Row a, Row b) {
        for (int i = 0; i < order.size(); i++) {
            int one = Comparator.nullsFirst(Sorter::compareValues)
                    .compare(a.key().get(i), b.key().get(i));
            if (one != 0) {
                return order.get(i).descending() ? -one : one;
            }
        }
        return 0;
    }

    /** Two values of one column have one class, which is comparable with itself. */
    @SuppressWarnings("unchecked")
    private static int compareValues(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }
}
