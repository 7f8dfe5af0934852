package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.attempt.Failure;
import io.tidemark.probe.Account;
import io.tidemark.probe.ConnectionTrial;
import io.tidemark.probe.Finding;
import io.tidemark.probe.Tables;
import io.tidemark.workflow.DataSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark datasources test}. */
@Command(
        name = "test",
        description =
                "Tries a data source step by step and says what is wrong: its host, port, certificate, clock, key, tunnel, table,"
                        + " and what the key may do. Changes nothing.",
        mixinStandardHelpOptions = true)
final class DataSourcesTestCommand implements Callable<Integer> {
    private final DataSourceFiles files;
    private final DeskAccess access;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Path home;

    @Parameters(paramLabel = "NAME", description = "of the data source")
    private String name = "";

    @Option(names = "--table", paramLabel = "TABLE", description = "look at this table as well, as a sync does")
    private @Nullable String table;

    @Option(
            names = "--status-table",
            paramLabel = "TABLE",
            description = "of Tablestore: look at this status table as well, which need not be there yet")
    private @Nullable String statusTable;

    @Mixin
    private SourceHome where = new SourceHome();

    @Option(names = "--json", description = "print the findings as one JSON object")
    private boolean json;

    DataSourcesTestCommand(DataSourceFiles files, DeskAccess access, InstantSource clock, Path home) {
        this.files = files;
        this.access = access;
        this.terminal = access.terminal();
        this.clock = clock;
        this.home = home;
    }

    @Override
    public Integer call() {
        if (where.isOperator()) {
            Tables asked = new Tables(Optional.ofNullable(table), Optional.ofNullable(statusTable));
            List<Finding> found = access.sources(where.desk(), "datasources test", desk -> desk.test(name, asked));
            found.forEach(this::tell);
            return end(found);
        }
        DataSource source = files.find(name, where.file(), home.resolve("workflows"));
        Tables tables = new Tables(Optional.ofNullable(table), Optional.ofNullable(statusTable));
        if (statusTable != null && source instanceof DataSource.MaxCompute) {
            throw Failure.user(
                            "NO_STATUS_TABLE",
                            "Data source `" + name + "` is a MaxCompute project, and status tables are in Tablestore.",
                            "Leave --status-table out, or name the Tablestore data source.")
                    .asException();
        }
        List<Finding> findings;
        try (Account account = files.account(source)) {
            findings = new ConnectionTrial(URI.create(source.endpoint()), account, clock).run(tables, this::tell);
        }
        return end(findings);
    }

    private int end(List<Finding> findings) {
        if (json) {
            terminal.out().println(Json.text(object(findings)));
        } else if (table == null) {
            terminal.err().println("What the key may do with a table is tried when it is named with --table.");
        }
        return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.FAILED)
                ? ExitCode.FAILED.value()
                : ExitCode.DONE.value();
    }

    private void tell(Finding finding) {
        if (json) {
            return;
        }
        terminal.out()
                .println(word(finding.verdict()) + "  " + word(finding.check()) + "  " + finding.sentence()
                        + (finding.advice().isEmpty() ? "" : " " + finding.advice()));
        terminal.out().flush();
    }

    private ObjectNode object(List<Finding> findings) {
        ObjectNode object = Json.object().put("name", name);
        ArrayNode array = object.putArray("findings");
        findings.forEach(finding -> array.addObject()
                .put("check", word(finding.check()))
                .put("verdict", word(finding.verdict()))
                .put("sentence", finding.sentence())
                .put("advice", finding.advice()));
        return object;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
