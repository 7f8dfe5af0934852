package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.probe.Account;
import io.tidemark.probe.FirstRows;
import io.tidemark.sync.Partition;
import io.tidemark.workflow.DataSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark preview}: the first rows of a table. */
@Command(
        name = "preview",
        description = "Shows the first rows of a MaxCompute or Tablestore table.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Of a table with partitions, those of the latest come first. Text is shortened; --json has every value as it is:",
            "bytes as {\"hex\": \"..\"}, instants with the offset of the time zone, numbers with all their digits."
        })
public final class PreviewCommand implements Callable<Integer> {
    private static final int MOST_ROWS = 1_000;

    private final DataSourceFiles files;
    private final DeskAccess access;
    private final Terminal terminal;
    private final Path home;

    @Parameters(paramLabel = "TABLE", description = "its name")
    private String table = "";

    @Option(
            names = "--partition",
            paramLabel = "P",
            description = "only this one, such as ds=20261122,hm=1005; or those with these values, such as ds=20261122")
    private String partition = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "most rows to show, 1 to " + MOST_ROWS + " (default: 10)",
            defaultValue = "10")
    private int limit;

    @Option(
            names = "--datasource",
            paramLabel = "NAME",
            description = "where the table is (default: the only MaxCompute project, or the only data source)")
    private @Nullable String dataSource;

    @Mixin
    private SourceHome where = new SourceHome();

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Option(names = "--json", description = "print the rows as one JSON array of objects")
    private boolean json;

    /** @param home where the launcher stands */
    public PreviewCommand(DataSourceFiles files, DeskAccess access, Path home) {
        this.files = files;
        this.access = access;
        this.terminal = access.terminal();
        this.home = home;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST_ROWS) {
            throw Failure.user(
                            "BAD_LIMIT",
                            "--limit " + limit + " is not from 1 to " + MOST_ROWS + ".",
                            "Ask for fewer rows; for more there is MaxCompute's own client.")
                    .asException();
        }
        CellFormat format = new CellFormat(zone.zone());
        Map<String, String> values = values();
        FirstRows rows = where.isOperator() ? ofOperator(values) : ofFile(values);
        if (json) {
            terminal.out().println(Json.text(format.json(rows)));
        } else {
            format.table(rows).lines().forEach(terminal.out()::println);
        }
        rows.notes().forEach(terminal.err()::println);
        return ExitCode.DONE.value();
    }

    private FirstRows ofFile(Map<String, String> values) {
        Path folder = home.resolve("workflows");
        DataSource source = dataSource == null
                ? files.findTheOne(where.file(), folder)
                : files.find(dataSource, where.file(), folder);
        try (Account account = files.account(source)) {
            return account.firstRows(table, values, limit);
        }
    }

    private FirstRows ofOperator(Map<String, String> values) {
        String name = dataSource;
        if (name == null) {
            throw Failure.user(
                            "BAD_OPTION",
                            "Which of the operator's data sources has the table was not said.",
                            "Name it with --datasource.")
                    .asException();
        }
        return access.sources(where.desk(), "preview", desk -> desk.firstRows(name, table, values, limit));
    }

    private Map<String, String> values() {
        try {
            return Partition.parse(partition).values();
        } catch (IllegalArgumentException e) {
            throw Failure.user("BAD_PARTITION", e.getMessage() + ".", "See `tidemark preview -h`.")
                    .asException(e);
        }
    }
}
