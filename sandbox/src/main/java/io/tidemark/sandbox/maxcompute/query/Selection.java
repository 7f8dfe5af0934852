package io.tidemark.sandbox.maxcompute.query;

import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.catalog.Table;
import io.tidemark.sandbox.maxcompute.record.EncodedRecord;
import io.tidemark.sandbox.maxcompute.record.RecordEncoder;
import io.tidemark.sandbox.maxcompute.record.RecordWriter;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.schema.Column;
import io.tidemark.sandbox.maxcompute.schema.DataType;
import io.tidemark.sandbox.maxcompute.schema.Scalar;
import io.tidemark.sandbox.maxcompute.sql.ColumnName;
import io.tidemark.sandbox.maxcompute.sql.SqlException;
import io.tidemark.sandbox.maxcompute.sql.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Carries out one SELECT. Used once. */
final class Selection {
    private final Catalog catalog;
    private final Table table;
    private final Statement.Select select;
    private final ZoneId zone;

    Selection(Catalog catalog, Table table, Statement.Select select, ZoneId zone) {
        this.catalog = catalog;
        this.table = table;
        this.select = select;
        this.zone = zone;
    }

    ResultFile run(Path folder) throws SqlException, Refusal, IOException {
        Filter filter = new Filter(table.schema(), select.conditions(), zone);
        boolean counts = select.items().stream().anyMatch(Statement.Item.Count.class::isInstance);
        try (Scan scan = Scan.begin(catalog, table, filter)) {
            return counts ? count(scan, folder) : rows(scan, folder);
        }
    }

    private ResultFile count(Scan scan, Path folder) throws SqlException, IOException {
        List<Column> columns = new ArrayList<>();
        for (Statement.Item item : select.items()) {
            if (item instanceof Statement.Item.Count count) {
                String name = count.alias().isEmpty() ? "_c" + columns.size() : count.alias();
                columns.add(new Column(name, DataType.of(Scalar.BIGINT), true, ""));
            } else if (item instanceof Statement.Item.OfColumn column) {
                throw SqlException.semantic(
                        column.column().place(),
                        "column " + column.column().name() + " cannot stand beside COUNT(*) without GROUP BY");
            }
        }
        if (select.limit().isPresent() && select.limit().getAsLong() == 0) {
            return ResultFile.write(folder, columns, out -> {});
        }
        String count = String.valueOf(scan.count());
        return ResultFile.write(folder, columns, out -> {
            RecordEncoder record = new RecordEncoder();
            record.begin();
            for (int i = 0; i < columns.size(); i++) {
                record.constant(i, columns.get(i).type(), count);
            }
            out.write(record.end());
        });
    }

    private ResultFile rows(Scan scan, Path folder) throws SqlException, IOException {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Statement.Item.OfColumn item : items()) {
            Field field = Field.bind(table.schema(), item.column());
            fields.add(field);
            columns.add(new Column(item.alias(), field.column().type(), true, ""));
        }
        return ResultFile.write(folder, columns, out -> {
            if (select.order().isEmpty()) {
                write(scan, fields, out);
            } else {
                writeSorted(scan, fields, out);
            }
        });
    }

    private List<Statement.Item.OfColumn> items() {
        if (select.items().isEmpty()) {
            return Stream.concat(table.schema().columns().stream(), table.schema().partitionColumns().stream())
                    .map(column -> new Statement.Item.OfColumn(
                            new ColumnName(column.name(), select.table().place()), column.name()))
                    .toList();
        }
        return select.items().stream().map(Statement.Item.OfColumn.class::cast).toList();
    }

    private void write(Scan scan, List<Field> fields, RecordWriter out) throws IOException {
        long limit = select.limit().orElse(Long.MAX_VALUE);
        RecordEncoder record = new RecordEncoder();
        if (limit > 0) {
            scan.rows((row, partition) -> {
                record.begin();
                for (int i = 0; i < fields.size(); i++) {
                    fields.get(i).copy(record, i, row, partition);
                }
                out.write(record.end());
                return out.rows() < limit;
            });
        }
    }

    private void writeSorted(Scan scan, List<Field> fields, RecordWriter out) throws IOException, SqlException {
        Sorter sorter = new Sorter(table.schema(), select.order());
        RecordEncoder record = new RecordEncoder();
        scan.rows((row, partition) -> {
            record.begin();
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).copy(record, i, row, partition);
            }
            sorter.add(row, partition, record.end());
            return true;
        });
        for (EncodedRecord sorted : sorter.sorted()) {
            if (out.rows() == select.limit().orElse(Long.MAX_VALUE)) {
                return;
            }
            out.write(sorted);
        }
    }
}
