package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tidemark.attempt.Failure;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark validate}: every problem of every file. */
@Command(
        name = "validate",
        description = "Checks workflows, sync scripts and data sources without asking any service.",
        mixinStandardHelpOptions = true,
        footer = {"", "Prints one file:line:column: error|warning: sentence a line. Exit code 2 if there is an error."})
public final class ValidateCommand implements Callable<Integer> {
    private final Definitions definitions;
    private final Terminal terminal;
    private final Path home;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "folder of workflows, or one file (default: workflows/ beside the launcher)")
    private @Nullable Path path;

    @Option(
            names = "--datasources",
            paramLabel = "FILE",
            description = "default: the nearest datasources.yaml at or above each script")
    private @Nullable Path dataSources;

    @Option(names = "--strict", description = "take every warning for an error")
    private boolean strict;

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    @Option(
            names = "--schemas",
            paramLabel = "DIR",
            description = "check nothing, but write the JSON Schemas of all files into this folder, for editors")
    private @Nullable Path schemas;

    /** Checks what people wrote. */
    public interface Definitions {
        /**
         * Everything that is wrong or doubtful, by file and in the order of each file.
         *
         * @param path a folder, or one file
         * @param dataSources absent: the nearest {@code datasources.yaml} at or above each script
         */
        List<Problem> check(Path path, Optional<Path> dataSources);

        /** File names to JSON Schemas of the files that people write. */
        Map<String, String> schemas();
    }

    public ValidateCommand(Definitions definitions, Terminal terminal, Path home) {
        this.definitions = definitions;
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() {
        if (schemas != null) {
            return write(schemas);
        }
        Path checked = path == null ? home.resolve("workflows") : path;
        List<Problem> problems = definitions.check(checked, Optional.ofNullable(dataSources)).stream()
                .map(problem -> strict ? Problem.error(problem.place(), problem.sentence()) : problem)
                .toList();
        if (json) {
            terminal.out().println(Json.text(array(problems)));
        } else {
            problems.forEach(terminal.out()::println);
        }
        long errors = problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .count();
        terminal.err()
                .println(
                        problems.isEmpty()
                                ? "Nothing is wrong in " + checked + "."
                                : checked + ": " + count(errors, "error") + ", "
                                        + count(problems.size() - errors, "warning") + ".");
        return (errors > 0 ? ExitCode.BAD_INPUT : ExitCode.DONE).value();
    }

    private int write(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> schema : definitions.schemas().entrySet()) {
                Path file = Files.writeString(folder.resolve(schema.getKey()), schema.getValue());
                terminal.err().println("Wrote " + file + ".");
            }
            return ExitCode.DONE.value();
        } catch (IOException e) {
            throw Failure.user(
                            "FOLDER_NOT_WRITABLE",
                            folder + " cannot be written.",
                            "Name another folder with --schemas, or make room and give permission there.")
                    .asException(e);
        }
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static ArrayNode array(List<Problem> problems) {
        ArrayNode array = Json.array();
        problems.forEach(problem -> {
            Place place = problem.place();
            array.addObject()
                    .put("file", place.file())
                    .put("line", place.line())
                    .put("column", place.column())
                    .put("severity", problem.severity() == Severity.ERROR ? "error" : "warning")
                    .put("sentence", problem.sentence());
        });
        return array;
    }
}
