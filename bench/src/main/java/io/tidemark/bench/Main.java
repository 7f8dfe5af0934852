package io.tidemark.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aliyun.odps.OdpsException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Entry point: {@code bench/run SCENARIO}. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Moves rows from a sandbox to it, or checks definitions, and prints what that took.",
        footer = {
            "",
            "window        one large window, end to end, by `tidemark run`",
            "peer          the same in turn with a plain copy by the two SDKs; their ratio",
            "small-window  many windows of a few records with the operator already running",
            "validate      `tidemark validate` on many workflows; its ratio to parsing their files",
            "planning      a day of instances of many workflows, on H2 and PostgreSQL",
            "starts        from due time to the start of an attempt, 50 a second, on H2 and PostgreSQL"
        })
public final class Main implements Callable<Integer> {
    static final Map<String, Scenario> SCENARIOS = new TreeMap<>(Map.of(
            "window", new WindowScenario(List.of(new TidemarkSide())),
            "peer", new WindowScenario(List.of(new TidemarkSide(), new PlainSide())),
            "small-window", new SmallWindowScenario(),
            "validate", new ValidateScenario(),
            "planning", new PlanningScenario(),
            "starts", new StartsScenario()));

    private final CommandLine line = new CommandLine(this);

    @Parameters(paramLabel = "SCENARIO", description = "one of those below")
    private String scenario = "";

    @Option(
            names = "--rows",
            paramLabel = "N",
            description =
                    "of one window (default: 1000000; small-window 8); validate: workflows (1000); planning: workflows (108);"
                            + " starts: of attempts (3000)")
    private @Nullable Integer rows;

    @Option(names = "--shards", paramLabel = "N", description = "of the table (default: 8; small-window 1)")
    private @Nullable Integer shards;

    @Option(names = "--concurrent", paramLabel = "N", description = "shards read at once (default: 2; small-window 1)")
    private @Nullable Integer concurrent;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "counted runs of each side (default: 5; small-window 200 windows)")
    private @Nullable Integer rounds;

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "of the JVMs that are started to be measured; may be given again (default: -Xmx256m)")
    private @Nullable List<String> jvm;

    private Main() {}

    public static void main(String[] args) {
        // As the operator does, before the first connection.
        System.setProperty("sun.net.http.retryPost", "false");
        Main main = new Main();
        main.line.setOut(new PrintWriter(new OutputStreamWriter(System.out, UTF_8), true));
        main.line.setExecutionExceptionHandler((problem, command, parsed) -> {
            command.getErr().println("bench: " + problem.getMessage());
            if (problem.getCause() != null) {
                command.getErr().println(problem.getCause());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(main.line.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, OdpsException {
        Scenario chosen = SCENARIOS.get(scenario);
        if (chosen == null) {
            throw new ParameterException(
                    line, "There is no scenario " + scenario + "; there are " + SCENARIOS.keySet() + ".");
        }
        chosen.play(load(chosen.usual()), new Stage(TemporaryFolder.create(), InstantSource.system(), line.getOut()));
        return CommandLine.ExitCode.OK;
    }

    private Load load(Load usual) {
        try {
            return new Load(
                    rows == null ? usual.rows() : rows,
                    shards == null ? usual.shards() : shards,
                    concurrent == null ? usual.concurrent() : concurrent,
                    usual.uncounted(),
                    rounds == null ? usual.rounds() : rounds,
                    jvm == null ? usual.jvm() : jvm);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, String.valueOf(e.getMessage()), e);
        }
    }
}
