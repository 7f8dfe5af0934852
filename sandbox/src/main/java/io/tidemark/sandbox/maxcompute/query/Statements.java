package io.tidemark.sandbox.maxcompute.query;

import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.catalog.Partition;
import io.tidemark.sandbox.maxcompute.catalog.Table;
import io.tidemark.sandbox.maxcompute.catalog.Tables;
import io.tidemark.sandbox.maxcompute.record.RecordEncoder;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.schema.Column;
import io.tidemark.sandbox.maxcompute.schema.DataType;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import io.tidemark.sandbox.maxcompute.schema.PartitionText;
import io.tidemark.sandbox.maxcompute.schema.Scalar;
import io.tidemark.sandbox.maxcompute.sql.PartitionClause;
import io.tidemark.sandbox.maxcompute.sql.SqlException;
import io.tidemark.sandbox.maxcompute.sql.Statement;
import io.tidemark.sandbox.maxcompute.sql.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Carries out statements against a catalog. Thread-safe. */
final class Statements {
    private final Catalog catalog;
    private final String project;
    private final Path folder;

    /** @param folder where results are written */
    Statements(Catalog catalog, String project, Path folder) {
        this.catalog = catalog;
        this.project = project;
        this.folder = folder;
    }

    ResultFile run(String text, ZoneId zone) throws SqlException, IOException {
        Statement statement = Statement.parse(text);
        if (statement instanceof Statement.Select select) {
            return onTable(select.table(), table -> new Selection(catalog, table, select, zone).run(folder));
        }
        if (statement instanceof Statement.ShowTables) {
            return lines(
                    "table_name",
                    catalog.tables().all().stream().map(Table::name).toList());
        }
        if (statement instanceof Statement.ShowPartitions show) {
            return onTable(show.table(), table -> lines("partition", partitions(table)));
        }
        define(statement);
        return ResultFile.write(folder, List.of(), out -> {});
    }

    private void define(Statement statement) throws SqlException, IOException {
        Tables tables = catalog.tables();
        if (statement instanceof Statement.CreateTable create) {
            create(create);
        } else if (statement instanceof Statement.DropTable drop) {
            onName(drop.table(), name -> tables.drop(name, otherwise(drop.ifExists())));
        } else if (statement instanceof Statement.AddPartitions add) {
            onName(
                    add.table(),
                    name -> tables.addPartitions(name, specs(name, add.partitions()), otherwise(add.ifNotExists())));
        } else if (statement instanceof Statement.DropPartitions drop) {
            onName(
                    drop.table(),
                    name -> tables.dropPartitions(name, specs(name, drop.partitions()), otherwise(drop.ifExists())));
        } else if (statement instanceof Statement.Truncate truncate) {
            onName(truncate.table(), name -> tables.truncate(name, specs(name, truncate.partitions())));
        }
    }

    private void create(Statement.CreateTable create) throws SqlException, IOException {
        onName(
                create.table(),
                name -> catalog.tables()
                        .create(
                                new Tables.Declaration(
                                        name,
                                        create.schema(),
                                        create.comment(),
                                        create.lifecycle(),
                                        create.properties()),
                                otherwise(create.ifNotExists())));
    }

    private List<PartitionSpec> specs(String table, List<PartitionClause> clauses) throws Refusal {
        List<PartitionSpec> specs = new ArrayList<>();
        for (PartitionClause clause : clauses) {
            specs.add(PartitionText.of(catalog.tables().get(table).schema(), clause.values()));
        }
        return specs;
    }

    private List<String> partitions(Table table) throws Refusal {
        return catalog.tables().partitions(table.name()).stream()
                .map(Partition::spec)
                .filter(spec -> !spec.equals(PartitionSpec.WHOLE))
                .map(spec -> PartitionText.plain(table.schema(), spec).replace(',', '/'))
                .toList();
    }

    private ResultFile lines(String column, List<String> lines) throws SqlException, IOException {
        DataType type = DataType.of(Scalar.STRING);
        return ResultFile.write(folder, List.of(new Column(column, type, true, "")), out -> {
            RecordEncoder record = new RecordEncoder();
            for (String line : lines) {
                record.begin();
                record.constant(0, type, line);
                out.write(record.end());
            }
        });
    }

    private interface OnTable<T> {
        T run(Table table) throws SqlException, Refusal, IOException;
    }

    private interface OnName {
        void run(String table) throws SqlException, Refusal, IOException;
    }

    private void onName(TableName name, OnName work) throws SqlException, IOException {
        try {
            refuseForeign(name);
            work.run(name.name());
        } catch (Refusal refusal) {
            throw translated(refusal, name);
        }
    }

    private <T> T onTable(TableName name, OnTable<T> work) throws SqlException, IOException {
        try {
            refuseForeign(name);
            return work.run(catalog.tables().get(name.name()));
        } catch (Refusal refusal) {
            throw translated(refusal, name);
        }
    }

    private void refuseForeign(TableName name) throws SqlException {
        if (!name.project().isEmpty() && !name.project().equalsIgnoreCase(project)) {
            throw SqlException.noTable(name, name.project());
        }
    }

    private SqlException translated(Refusal refusal, TableName table) {
        return switch (refusal.code()) {
            case NO_SUCH_TABLE -> SqlException.noTable(table, project);
            case TABLE_EXISTS -> SqlException.tableExists(table, project);
            case NO_SUCH_PARTITION, PARTITION_EXISTS, INVALID_PARTITION ->
                SqlException.partition(table.place(), String.valueOf(refusal.getMessage()));
            default -> SqlException.semantic(table.place(), String.valueOf(refusal.getMessage()));
        };
    }

    private static Tables.Otherwise otherwise(boolean leaveIt) {
        return leaveIt ? Tables.Otherwise.LEAVE_IT : Tables.Otherwise.REFUSE;
    }
}
