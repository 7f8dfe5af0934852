package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.Sleeper;
import io.tidemark.cli.RunningOperator.FinishedCycle;
import io.tidemark.sync.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark demo}: sandbox, replayed earthquakes, shipped workflows, operator and console on one machine. */
@Command(
        name = "demo",
        description = {
            "Runs everything on this machine with nothing configured.",
            "A sandbox, a real week of earthquakes replayed into it, the shipped workflow on a one-minute cycle, and the"
                    + " console."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final String ADMIN = "demo";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final RunningOperator.Opener operators;
    private final Terminal terminal;
    private final Sleeper sleeper;
    private final Path home;

    @Mixin
    private GlobalOptions global = new GlobalOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "of the console on this machine; 0 for a free one (default: 8080)")
    private int port = 8080;

    @Option(
            names = "--cycles",
            paramLabel = "N",
            description = "stop after N finished cycles, compare rows and changes one by one, and say what came out")
    private @Nullable Integer cycles;

    /** Everything that the demo touches outside of itself comes in here. */
    public DemoCommand(RunningOperator.Opener operators, Terminal terminal, Sleeper sleeper, Path home) {
        this.operators = operators;
        this.terminal = terminal;
        this.sleeper = sleeper;
        this.home = home;
    }

    @Override
    public Integer call() {
        Integer stopAfter = cycles;
        if ((stopAfter != null && stopAfter < 1) || port < 0 || port > 65535) {
            throw Failure.user("BAD_OPTION", "--cycles is 1 or more, --port 0 to 65535.", "Give another number.")
                    .asException();
        }
        // The database of the file beside the launcher may be one that matters.
        DemoWorld world = new DemoWorld(operators, home, global.placeOfItsOwn(home), port);
        Thread closing = new Thread(world::close, "closing");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            world.open();
            welcome(world, stopAfter);
            List<FinishedCycle> finished = follow(world, stopAfter == null ? Integer.MAX_VALUE : stopAfter);
            return compare(world, finished);
        } finally {
            world.close();
        }
    }

    private void welcome(DemoWorld world, @Nullable Integer stopAfter) {
        say("console     " + world.operator().console());
        say("log in      " + world.operator().adminLink(ADMIN));
        say("            (the link opens one session, once; the JobRunr dashboard is behind the same login)");
        say("sandbox     " + world.sandbox().tablestore() + " and "
                + world.sandbox().maxCompute());
        say("look inside ./tidemark sandbox sql --endpoint " + world.sandbox().maxCompute()
                + " \"SELECT COUNT(*) FROM earthquakes_changes\"");
        say(
                stopAfter == null
                        ? "The first cycle is due at the next full minute. Ctrl-C ends the demo; its data stays."
                        : "The first cycle is due at the next full minute. The demo ends after " + stopAfter
                                + " finished cycles.");
    }

    /** Nothing while the operator's database is away: the operator has said so, and goes on when it is back. */
    private static List<FinishedCycle> finished(DemoWorld world) {
        try {
            return world.operator().finished();
        } catch (FailureException e) {
            if (e.failure().code().equals("DATABASE_UNAVAILABLE")) {
                return List.of();
            }
            throw e;
        }
    }

    /** Tells each cycle as it ends; returns the first so many, or fewer when one failed: the next ones wait for it. */
    private List<FinishedCycle> follow(DemoWorld world, int stopAfter) {
        Set<String> told = new HashSet<>();
        while (true) {
            List<FinishedCycle> finished = finished(world);
            for (FinishedCycle cycle : finished) {
                if (told.size() < stopAfter && told.add(cycle.instance())) {
                    say(cycle.instance() + "  " + cycle.sentence());
                }
            }
            boolean stuck = stopAfter < Integer.MAX_VALUE && finished.stream().anyMatch(cycle -> !cycle.succeeded());
            if (told.size() >= stopAfter || stuck) {
                return finished.stream()
                        .filter(cycle -> told.contains(cycle.instance()))
                        .toList();
            }
            if (!world.sandbox().alive()) {
                throw Failure.external(
                                "SANDBOX_ENDED",
                                "The sandbox process has ended.",
                                "Its log is " + world.log() + "; start the demo again.")
                        .asException();
            }
            sleeper.sleep(LOOK_EVERY);
        }
    }

    private int compare(DemoWorld world, List<FinishedCycle> finished) {
        List<Window> windows =
                finished.stream().flatMap(cycle -> cycle.window().stream()).toList();
        int failed = finished.size() - windows.size();
        if (windows.isEmpty()) {
            terminal.out().println("cycles=" + finished.size() + " failed=" + failed);
            return ExitCode.FAILED.value();
        }
        Instant from = windows.stream()
                .map(Window::start)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant to =
                windows.stream().map(Window::end).max(Comparator.naturalOrder()).orElseThrow();
        world.stopOperator();
        SandboxProcess.Printed compared = world.sandbox()
                .run(List.of(
                        "compare",
                        "--tablestore",
                        world.sandbox().tablestore(),
                        "--maxcompute",
                        world.sandbox().maxCompute(),
                        "--from",
                        from.toString(),
                        "--to",
                        to.toString()));
        terminal.out()
                .println("cycles=" + finished.size() + " failed=" + failed + " from=" + from + " to=" + to + " "
                        + compared.text());
        boolean equal = compared.exitCode() == 0;
        say(
                equal && failed == 0
                        ? "Every change is in MaxCompute, once."
                        : "Rows and changes differ, or a cycle failed; the data is kept in " + world.data() + ".");
        return (equal && failed == 0 ? ExitCode.DONE : ExitCode.FAILED).value();
    }

    private void say(String line) {
        terminal.err().println(line);
        terminal.err().flush();
    }
}
