package io.tidemark.sandbox.maxcompute.query;

import io.tidemark.sandbox.maxcompute.record.RecordReader;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import io.tidemark.sandbox.maxcompute.schema.TableSchema;
import io.tidemark.sandbox.maxcompute.sql.Comparison;
import io.tidemark.sandbox.maxcompute.sql.Condition;
import io.tidemark.sandbox.maxcompute.sql.SqlException;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The conditions of a WHERE clause: those on the partition's name are decided once, the others for each row. */
final class Filter {
    private final List<Test<Field.OfPartition>> ofPartition = new ArrayList<>();
    private final List<Test<Field.Stored>> ofRow = new ArrayList<>();

    private record Test<F extends Field>(F field, Comparison comparison, Operand operand) {
        boolean holds(@Nullable Object value) {
            return switch (comparison) {
                case IS_NULL -> value == null;
                case IS_NOT_NULL -> value != null;
                case EQUAL, NOT_EQUAL, LESS, GREATER, AT_MOST, AT_LEAST -> {
                    if (value == null) {
                        yield false;
                    }
                    OptionalInt order = operand.compare(value);
                    yield order.isPresent() && comparison.holds(order.getAsInt());
                }
            };
        }
    }

    Filter(TableSchema schema, List<Condition> conditions, ZoneId zone) throws SqlException {
        for (Condition condition : conditions) {
            Field field = Field.bind(schema, condition.column());
            boolean nullTest =
                    condition.comparison() == Comparison.IS_NULL || condition.comparison() == Comparison.IS_NOT_NULL;
            Operand operand =
                    nullTest ? value -> OptionalInt.empty() : Operand.of(field.column(), condition.value(), zone);
            if (field instanceof Field.OfPartition partition) {
                ofPartition.add(new Test<>(partition, condition.comparison(), operand));
            } else if (field instanceof Field.Stored stored) {
                ofRow.add(new Test<>(stored, condition.comparison(), operand));
            }
        }
    }

    boolean acceptsPartition(PartitionSpec partition) {
        return ofPartition.stream().allMatch(test -> test.holds(test.field().value(partition)));
    }

    boolean acceptsEveryRow() {
        return ofRow.isEmpty();
    }

    boolean acceptsRow(RecordReader row) throws IOException {
        for (Test<Field.Stored> test : ofRow) {
            if (!test.holds(row.value(test.field().index()))) {
                return false;
            }
        }
        return true;
    }
}
