package io.tidemark.cli;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Cancellation.CancelledException;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Progress;
import io.tidemark.attempt.Sleeper;
import io.tidemark.store.ScriptCall;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.SyncReport;
import io.tidemark.sync.SyncRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark run}: one sync of a bare script, now, in the foreground. */
@Command(
        name = "run",
        description = "Runs one sync now, in the foreground, and prints a summary.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    private final Workbench.Opener workbenches;
    private final Scripts scripts;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Path home;

    @Mixin
    private GlobalOptions global = new GlobalOptions();

    @Parameters(paramLabel = "SCRIPT", description = "a sync script")
    private @Nullable Path script;

    @Option(
            names = "-p",
            paramLabel = "NAME=VALUE",
            description = "value of a parameter; with --cyctime also an expression such as $[yyyymmddhh24miss-5/24/60]")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Mixin
    private CycleTimeOptions cycleTime = new CycleTimeOptions();

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = "name under which checkpoints are kept (default: the script's path)")
    private @Nullable String task;

    @Option(
            names = "--datasources",
            paramLabel = "FILE",
            description = "default: the nearest datasources.yaml at or above the script")
    private @Nullable Path dataSources;

    @Option(names = "--wait", description = "wait until the window's end and the safety lag have passed")
    private boolean wait;

    @Mixin
    private HandDecisions decisions = new HandDecisions();

    @Option(names = "--json", description = "print the summary as one JSON object")
    private boolean json;

    /** Everything that a run touches outside of itself comes in here. */
    public RunCommand(
            Workbench.Opener workbenches,
            Scripts scripts,
            Terminal terminal,
            InstantSource clock,
            Sleeper sleeper,
            Path home) {
        this.workbenches = workbenches;
        this.scripts = scripts;
        this.terminal = terminal;
        this.clock = clock;
        this.sleeper = sleeper;
        this.home = home;
    }

    @Override
    public Integer call() {
        Path file = java.util.Objects.requireNonNull(script, "picocli requires it")
                .toAbsolutePath()
                .normalize();
        ZoneId zone = cycleTime.zone();
        Optional<ZonedDateTime> cycle = cycleTime.cyctime();
        Scripts.Read read = scripts.read(file, chain(file), parameters, cycle, zone, Optional.ofNullable(dataSources));
        SyncRequest request = decisions.in(read.request());
        read.warnings().forEach(warning -> terminal.err().println(warning));
        terminal.err().flush();
        Progress progress = new Progress();
        Cancellation cancellation = new Cancellation();
        LogStamp stamp = new LogStamp(zone);
        ProgressLine line = new ProgressLine(terminal, progress, clock, stamp);
        try (Interruption interruption =
                        new Interruption(cancellation, line, "run the same window again to settle it");
                Workbench workbench = workbenches.open(global.place(home))) {
            workbench.remember(request.chain(), call(file, read, cycle, zone));
            AttemptContext context = new AttemptContext(
                    "tidemark run by " + workbench.user(), progress, cancellation, line, outcome -> {});
            RunSummary summary = run(workbench, request, context, line, stamp);
            summary.failure().ifPresent(failure -> terminal.err().println("tidemark: " + failure.sentence()));
            terminal.out().println(json ? summary.json() : summary.text());
            terminal.out().flush();
            terminal.err().flush();
            return ExitCode.of(summary.report().outcome()).value();
        }
    }

    private RunSummary run(
            Workbench workbench, SyncRequest request, AttemptContext context, ProgressLine line, LogStamp stamp) {
        Instant asked = clock.instant();
        try {
            waitUntilReadable(request, context.cancellation(), line, stamp);
        } catch (CancelledException e) {
            return RunSummary.notBegun(request, Duration.between(asked, clock.instant()), stamp.zone());
        }
        Instant begun = clock.instant();
        line.start();
        try {
            SyncReport report = workbench.runner().report(request, context);
            return new RunSummary(
                    report, context.progress().dirtyRecords(), Duration.between(begun, clock.instant()), stamp.zone());
        } finally {
            line.stop();
        }
    }

    private ScriptCall call(Path file, Scripts.Read read, Optional<ZonedDateTime> cycle, ZoneId zone) {
        Map<String, String> kept = new LinkedHashMap<>(parameters);
        kept.keySet().removeAll(read.secrets());
        return new ScriptCall(
                file,
                kept,
                cycle,
                zone,
                Optional.ofNullable(dataSources)
                        .map(named -> named.toAbsolutePath().normalize()));
    }

    private void waitUntilReadable(SyncRequest request, Cancellation cancellation, ProgressLine line, LogStamp stamp) {
        Instant readable =
                request.window().end().plus(request.source().dataSource().safetyLag());
        if (wait && clock.instant().isBefore(readable)) {
            line.info("waiting until " + stamp.moment(readable) + ", when the window can be read");
            new WindowWait(clock, sleeper, cancellation).until(readable);
        }
    }

    private ChainId chain(Path file) {
        try {
            return new ChainId(task == null ? file.toString() : task);
        } catch (IllegalArgumentException e) {
            throw Failure.user("BAD_TASK_NAME", "--task: " + e.getMessage() + ".", "Choose another name.")
                    .asException(e);
        }
    }
}
