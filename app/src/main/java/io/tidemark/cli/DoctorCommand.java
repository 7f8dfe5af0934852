package io.tidemark.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Sleeper;
import io.tidemark.control.LedgerJson;
import io.tidemark.doctor.Examination;
import io.tidemark.doctor.Finding;
import io.tidemark.doctor.ScratchTable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark doctor}: whether two accounts behave as the protocol needs it. */
@Command(
        name = "doctor",
        description = "Tries on scratch tables of two accounts what exactly once takes for granted, and removes them.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private final Accounts accounts;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Path home;

    @Option(
            names = "--verify",
            description = "make the tables and try; has to be said, since it is all that the doctor does")
    private boolean verify;

    @Option(names = "--source", required = true, paramLabel = "NAME", description = "the Tablestore data source")
    private String source = "";

    @Option(names = "--target", required = true, paramLabel = "NAME", description = "the MaxCompute data source")
    private String target = "";

    @Option(
            names = "--datasources",
            paramLabel = "FILE",
            description = "default: the nearest datasources.yaml at or above workflows/ beside the launcher")
    private @Nullable Path dataSources;

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--json", description = "print the findings as one JSON object")
    private boolean json;

    /** Everything that an examination touches outside of itself comes in here. */
    public DoctorCommand(Accounts accounts, Terminal terminal, InstantSource clock, Sleeper sleeper, Path home) {
        this.accounts = accounts;
        this.terminal = terminal;
        this.clock = clock;
        this.sleeper = sleeper;
        this.home = home;
    }

    @Override
    public Integer call() {
        if (!verify) {
            throw Failure.user(
                            "NOTHING_TO_DO",
                            "The doctor makes tables in both accounts, so it has to be told to.",
                            "Pass --verify; it shows what it will make, and asks.")
                    .asException();
        }
        // Only findings belong to what a script reads.
        Terminal talk = json
                ? new Terminal(terminal.err(), terminal.err(), terminal.interactive(), terminal.answers())
                : terminal;
        try (Accounts.Scratch scratch =
                accounts.scratch(source, target, Optional.ofNullable(dataSources), home.resolve("workflows"))) {
            return consent.to(talk, sentences(scratch), () -> examine(scratch));
        }
    }

    private static List<String> sentences(Accounts.Scratch scratch) {
        return List.of(
                made(scratch.source()),
                made(scratch.target()),
                "A few rows are written to them, and they are removed at the end; nothing else is touched.");
    }

    private static String made(ScratchTable table) {
        return "Made " + table.place() + ": " + String.join(", ", table.names()) + ".";
    }

    private ExitCode examine(Accounts.Scratch scratch) {
        Cancellation cancellation = new Cancellation();
        String remove = Stream.of(scratch.source(), scratch.target())
                .map(table -> String.join(", ", table.names()) + " " + table.place())
                .reduce((a, b) -> a + "; " + b)
                .orElseThrow();
        Examination.Report report;
        try (Interruption interruption =
                new Interruption(cancellation, log(), "these may be left behind, remove them: " + remove)) {
            report = new Examination(scratch.source(), scratch.target(), clock, sleeper, cancellation).run(this::tell);
            report.left().forEach(terminal.err()::println);
            if (json) {
                terminal.out().println(json(report));
            }
            terminal.err().flush();
            terminal.out().flush();
        }
        if (cancellation.requested()) {
            return ExitCode.INTERRUPTED;
        }
        return report.healthy() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void tell(Finding finding) {
        if (!json) {
            terminal.out().println(finding);
            terminal.out().flush();
        }
    }

    private static String json(Examination.Report report) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        ArrayNode findings = node.putArray("findings");
        report.findings()
                .forEach(finding -> findings.addObject()
                        .put("assumption", finding.assumption().name())
                        .put("sentence", finding.assumption().sentence())
                        .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                        .put("evidence", finding.evidence()));
        ArrayNode left = node.putArray("left");
        report.left().forEach(left::add);
        return LedgerJson.text(node);
    }

    private AttemptLog log() {
        return new AttemptLog() {
            @Override
            public void info(String line) {
                terminal.err().println(line);
                terminal.err().flush();
            }

            @Override
            public void warn(String line) {
                info("tidemark: " + line);
            }
        };
    }
}
