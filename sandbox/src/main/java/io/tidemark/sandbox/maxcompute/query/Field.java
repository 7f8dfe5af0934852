package io.tidemark.sandbox.maxcompute.query;

import io.tidemark.sandbox.maxcompute.record.RecordEncoder;
import io.tidemark.sandbox.maxcompute.record.RecordReader;
import io.tidemark.sandbox.maxcompute.schema.Column;
import io.tidemark.sandbox.maxcompute.schema.DataType;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import io.tidemark.sandbox.maxcompute.schema.Scalar;
import io.tidemark.sandbox.maxcompute.schema.TableSchema;
import io.tidemark.sandbox.maxcompute.sql.ColumnName;
import io.tidemark.sandbox.maxcompute.sql.SqlException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A column of a selection, bound to its place in the table: in the stored records, or in the partition's name. */
sealed interface Field {
    Column column();

    /** The value in the row that the reader stands on. */
    @Nullable
    Object value(RecordReader row, PartitionSpec partition) throws IOException;

    /** Adds the value to a record that is built. */
    void copy(RecordEncoder to, int at, RecordReader row, PartitionSpec partition) throws IOException;

    static Field bind(TableSchema schema, ColumnName name) throws SqlException {
        OptionalInt stored = schema.indexOf(name.name());
        if (stored.isPresent()) {
            return new Stored(schema.columns().get(stored.getAsInt()), stored.getAsInt());
        }
        OptionalInt partition = schema.partitionIndexOf(name.name());
        if (partition.isPresent()) {
            return new OfPartition(schema.partitionColumns().get(partition.getAsInt()), partition.getAsInt());
        }
        throw SqlException.semantic(name.place(), "column " + name.name() + " cannot be resolved");
    }

    /** A column whose values are in the records. */
    record Stored(Column column, int index) implements Field {
        @Override
        public @Nullable Object value(RecordReader row, PartitionSpec partition) throws IOException {
            return row.value(index);
        }

        @Override
        public void copy(RecordEncoder to, int at, RecordReader row, PartitionSpec partition) throws IOException {
            to.copy(at, row, index);
        }
    }

    /** A column whose value is the same in a whole partition. */
    record OfPartition(Column column, int index) implements Field {
        @Override
        public Object value(RecordReader row, PartitionSpec partition) {
            return value(partition);
        }

        Object value(PartitionSpec partition) {
            String text = partition.values().get(index);
            if (column.type() instanceof DataType.ScalarType type
                    && type.scalar().isInteger()) {
                return Long.valueOf(text);
            }
            if (column.type() instanceof DataType.ScalarType type && type.scalar() == Scalar.DATE) {
                return LocalDate.parse(text);
            }
            return text;
        }

        @Override
        public void copy(RecordEncoder to, int at, RecordReader row, PartitionSpec partition) throws IOException {
            to.constant(at, column.type(), partition.values().get(index));
        }
    }
}
