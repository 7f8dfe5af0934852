package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tidemark.control.SourceJson;
import io.tidemark.operator.SourceDesk;
import io.tidemark.operator.SourceView;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark datasources list}. Never shows a key. */
@Command(
        name = "list",
        description = "Shows the data sources of a file or of an operator.",
        mixinStandardHelpOptions = true)
final class DataSourcesListCommand implements Callable<Integer> {
    private final DataSourceFiles files;
    private final DeskAccess access;
    private final Terminal terminal;
    private final Path home;

    @Mixin
    private SourceHome where = new SourceHome();

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    DataSourcesListCommand(DataSourceFiles files, DeskAccess access, Path home) {
        this.files = files;
        this.access = access;
        this.terminal = access.terminal();
        this.home = home;
    }

    @Override
    public Integer call() {
        if (where.isOperator()) {
            return ofOperator();
        }
        DataSourceFiles.Listing listing = files.list(where.file(), home.resolve("workflows"));
        if (json) {
            terminal.out().println(Json.text(array(listing)));
        } else {
            TextTable table = new TextTable("NAME", "TYPE", "ENDPOINT", "INSTANCE OR PROJECT");
            listing.sources()
                    .forEach(source -> table.row(source.name(), type(source), source.endpoint(), inside(source)));
            table.lines().forEach(terminal.out()::println);
        }
        listing.problems().forEach(terminal.err()::println);
        return listing.problems().stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)
                ? ExitCode.BAD_INPUT.value()
                : ExitCode.DONE.value();
    }

    private int ofOperator() {
        List<SourceView> sources = access.sources(where.desk(), "datasources list", SourceDesk::sources);
        if (json) {
            terminal.out().println(Json.text(SourceJson.sources(sources)));
        } else {
            TextTable table = new TextTable("NAME", "TYPE", "ENDPOINT", "INSTANCE OR PROJECT", "FROM");
            sources.forEach(source -> table.row(
                    source.name(),
                    source.type(),
                    source.endpoint(),
                    source.place(),
                    source.kept() ? "operator" : "file"));
            table.lines().forEach(terminal.out()::println);
        }
        sources.forEach(source ->
                source.trouble().ifPresent(trouble -> terminal.err().println(source.name() + ": " + trouble + ".")));
        return sources.stream().anyMatch(source -> source.trouble().isPresent())
                ? ExitCode.BAD_INPUT.value()
                : ExitCode.DONE.value();
    }

    private static ArrayNode array(DataSourceFiles.Listing listing) {
        ArrayNode array = Json.array();
        listing.sources()
                .forEach(source -> array.addObject()
                        .put("name", source.name())
                        .put("type", type(source))
                        .put("endpoint", source.endpoint())
                        .put(source instanceof DataSource.Tablestore ? "instance" : "project", inside(source)));
        return array;
    }

    private static String type(DataSource source) {
        return source instanceof DataSource.Tablestore ? "tablestore" : "maxcompute";
    }

    private static String inside(DataSource source) {
        return source instanceof DataSource.Tablestore instance
                ? instance.instance()
                : ((DataSource.MaxCompute) source).project();
    }
}
