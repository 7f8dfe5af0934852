package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Sleeper;
import io.tidemark.control.ExaminationJson;
import io.tidemark.control.LedgerJson;
import io.tidemark.doctor.Examination;
import io.tidemark.doctor.Finding;
import io.tidemark.doctor.Scratch;
import io.tidemark.doctor.ScratchTable;
import io.tidemark.store.OperatorAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark doctor}: whether an installation is well, and whether two accounts behave as the protocol needs it. */
@Command(
        name = "doctor",
        description = {
            "Looks at this installation: its Java, settings, certificate, data directory, workflows and operator. Changes nothing.",
            "With --verify: tries on scratch tables of two accounts what exactly once takes for granted, and removes them."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 1 if something failed."})
public final class DoctorCommand implements Callable<Integer> {
    private static final String REMOVED =
            "A few rows are written to them, and they are removed at the end; nothing else is touched.";

    private final Accounts accounts;
    private final ValidateCommand.Definitions definitions;
    private final DeskAccess access;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Path home;

    @Mixin
    private SourceHome where = new SourceHome();

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description =
                    "also write what whoever helps wants to see: a zip file with states, names and failures; no rows, no keys")
    private @Nullable Path bundle;

    @Option(names = "--verify", description = "make scratch tables in two accounts and try")
    private boolean verify;

    @Option(names = "--source", paramLabel = "NAME", description = "for --verify: the Tablestore data source")
    private @Nullable String source;

    @Option(names = "--target", paramLabel = "NAME", description = "for --verify: the MaxCompute data source")
    private @Nullable String target;

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--json", description = "print the findings as one JSON object")
    private boolean json;

    /** Everything that an examination touches outside of itself comes in here. */
    public DoctorCommand(
            Accounts accounts,
            ValidateCommand.Definitions definitions,
            DeskAccess access,
            InstantSource clock,
            Sleeper sleeper) {
        this.accounts = accounts;
        this.definitions = definitions;
        this.access = access;
        this.terminal = access.terminal();
        this.clock = clock;
        this.sleeper = sleeper;
        this.home = access.home();
    }

    @Override
    public Integer call() {
        if (verify) {
            return verify();
        }
        if (where.isOperator()) {
            throw Failure.user(
                            "BAD_OPTION",
                            "The doctor looks at this machine; an operator is asked with --verify only.",
                            "Leave --server and --in-operator out, or run it where the operator is.")
                    .asException();
        }
        if (source != null || target != null || where.file().isPresent()) {
            throw Failure.user(
                            "BAD_OPTION",
                            "--source, --target and --datasources are for --verify, which makes tables in both accounts.",
                            "Pass --verify too; it shows what it will make, and asks.")
                    .asException();
        }
        List<Checkup.Sign> signs =
                new Checkup(where.desk(), home, access.nearestDataSources(), definitions, access.user(), clock).run();
        if (json) {
            terminal.out().println(LedgerJson.text(object(signs)));
        } else {
            signs.forEach(terminal.out()::println);
        }
        if (bundle != null) {
            write(bundle, signs);
        }
        return signs.stream().anyMatch(sign -> sign.verdict() == Checkup.Verdict.FAILED)
                ? ExitCode.FAILED.value()
                : ExitCode.DONE.value();
    }

    private static ObjectNode object(List<Checkup.Sign> signs) {
        ObjectNode node = Json.object();
        ArrayNode findings = node.putArray("findings");
        signs.forEach(sign -> findings.addObject()
                .put("what", sign.what())
                .put("verdict", sign.verdict().name().toLowerCase(Locale.ROOT))
                .put("sentence", sign.sentence()));
        return node;
    }

    private void write(Path file, List<Checkup.Sign> signs) {
        SupportBundle made = new SupportBundle();
        made.add("doctor.txt", signs.stream().map(sign -> sign + "\n").collect(Collectors.joining()));
        if (OperatorAddress.read(where.desk().data(home)).isPresent()) {
            access.with(where.desk(), "doctor", desk -> {
                made.add(desk);
                return true;
            });
        } else {
            terminal.err().println("No operator runs here, so that the bundle has only what the doctor saw.");
        }
        made.write(file);
        terminal.err().println("Wrote " + file + ".");
        terminal.err().flush();
    }

    private int verify() {
        if (source == null || target == null) {
            throw Failure.user(
                            "BAD_OPTION",
                            "--verify needs to know both accounts.",
                            "Name their data sources with --source and --target.")
                    .asException();
        }
        // Only findings belong to what a script reads.
        Terminal talk = json
                ? new Terminal(terminal.err(), terminal.err(), terminal.interactive(), terminal.answers())
                : terminal;
        return where.isOperator() ? byOperator(source, target, talk) : byItself(source, target, talk);
    }

    private int byItself(String source, String target, Terminal talk) {
        try (Scratch scratch = accounts.scratch(source, target, where.file(), home.resolve("workflows"))) {
            return consent.to(talk, sentences(scratch), () -> examine(scratch));
        }
    }

    private int byOperator(String source, String target, Terminal talk) {
        List<String> sentences = List.of(
                "The operator makes tables whose names begin with tidemark_doctor_ in " + source + " and in " + target
                        + ".",
                REMOVED);
        return consent.to(talk, sentences, () -> {
            Examination.Report report = access.sources(where.desk(), "doctor", desk -> desk.examine(source, target));
            report.findings().forEach(this::tell);
            return end(report);
        });
    }

    private static List<String> sentences(Scratch scratch) {
        return List.of(made(scratch.source()), made(scratch.target()), REMOVED);
    }

    private static String made(ScratchTable table) {
        return "Made " + table.place() + ": " + String.join(", ", table.names()) + ".";
    }

    private ExitCode examine(Scratch scratch) {
        Cancellation cancellation = new Cancellation();
        String remove = Stream.of(scratch.source(), scratch.target())
                .map(table -> String.join(", ", table.names()) + " " + table.place())
                .reduce((a, b) -> a + "; " + b)
                .orElseThrow();
        try (Interruption interruption =
                new Interruption(cancellation, log(), "these may be left behind, remove them: " + remove)) {
            Examination.Report report =
                    new Examination(scratch.source(), scratch.target(), clock, sleeper, cancellation).run(this::tell);
            ExitCode end = end(report);
            return cancellation.requested() ? ExitCode.INTERRUPTED : end;
        }
    }

    private ExitCode end(Examination.Report report) {
        report.left().forEach(terminal.err()::println);
        if (json) {
            terminal.out().println(LedgerJson.text(ExaminationJson.of(report)));
        }
        terminal.err().flush();
        terminal.out().flush();
        return report.healthy() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void tell(Finding finding) {
        if (!json) {
            terminal.out().println(finding);
            terminal.out().flush();
        }
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
