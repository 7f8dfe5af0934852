package io.tidemark.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidemark sandbox}: both servers, until the process is told to end. */
@Command(
        name = "tidemark sandbox",
        mixinStandardHelpOptions = true,
        versionProvider = SandboxCommand.Version.class,
        sortOptions = false,
        description = "Runs a local Tablestore and a local MaxCompute on 127.0.0.1 until it is interrupted.",
        footer = {
            "",
            "Access id sandbox-id, secret sandbox-secret, Tablestore instance sandbox, MaxCompute project sandbox.",
            "When both accept calls, one line is printed on standard output:",
            "  ready tablestore=http://127.0.0.1:N maxcompute=http://127.0.0.1:M/api",
            "With --admin-port, admin=http://127.0.0.1:K stands at its end."
        })
final class SandboxCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--tablestore-port",
            paramLabel = "N",
            description = "Port of Tablestore; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int tablestorePort = 8087;

    @Option(
            names = "--maxcompute-port",
            paramLabel = "N",
            description = "Port of MaxCompute; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int maxComputePort = 8088;

    @Option(
            names = "--admin-port",
            paramLabel = "N",
            description = "Opens an admin port for faults, shards and the clock; 0 for any free one"
                    + " (the commands expect 8089; default: none).")
    private @Nullable Integer adminPort;

    @Option(
            names = "--fault-seed",
            paramLabel = "N",
            description = "Seed of faults that strike by chance (default: another one each time).")
    private @Nullable Long faultSeed;

    @Option(names = "--data", paramLabel = "DIR", description = "Keeps the data there; without it, nothing is kept.")
    private @Nullable Path data;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "Tablestore instance that exists; may be given again (default: sandbox).")
    private List<String> instances = List.of("sandbox");

    @Option(
            names = "--replay",
            description =
                    "Replays a week of earthquakes into the table earthquakes, tens of changes a second, without end.")
    private boolean replay;

    @Option(
            names = "--exit-with-stdin",
            description = "Ends when standard input ends, and so with the process that holds its other side.")
    private boolean exitWithStdin;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        refuseUnlessPort(command, "--tablestore-port", tablestorePort);
        refuseUnlessPort(command, "--maxcompute-port", maxComputePort);
        if (adminPort != null) {
            refuseUnlessPort(command, "--admin-port", adminPort);
        }
        long seed = faultSeed == null ? new SplittableRandom().nextLong() : faultSeed;
        RunningSandbox sandbox = RunningSandbox.start(new SandboxPlan(
                data,
                Set.copyOf(instances),
                tablestorePort,
                maxComputePort,
                adminPort,
                seed,
                InstantSource.system(),
                time -> Thread.sleep(time.toMillis())));
        Thread closing = new Thread(sandbox::close, "sandbox-close");
        Runtime.getRuntime().addShutdownHook(closing);
        if (replay) {
            sandbox.replayEarthquakes(InstantSource.system());
        }
        if (adminPort != null) {
            command.commandLine().getErr().println("Faults that strike by chance go by --fault-seed " + seed + ".");
        }
        announce(sandbox, command.commandLine().getErr(), command.commandLine().getOut());
        if (exitWithStdin) {
            readToEnd(System.in);
        } else {
            // A signal ends the process; the hook above closes the servers then.
            new CountDownLatch(1).await();
        }
        return DONE;
    }

    private static void announce(RunningSandbox sandbox, PrintWriter err, PrintWriter out) {
        err.println("Access id sandbox-id, secret sandbox-secret,"
                + " Tablestore instance sandbox, MaxCompute project sandbox.");
        err.flush();
        out.println("ready tablestore=" + sandbox.tablestoreEndpoint() + " maxcompute=" + sandbox.maxComputeEndpoint()
                + sandbox.adminEndpoint().map(admin -> " admin=" + admin).orElse(""));
        out.flush();
    }

    private static void readToEnd(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static void refuseUnlessPort(CommandSpec command, String option, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(
                    command.commandLine(), option + " takes a port from 0 to " + MAX_PORT + ", not " + port + ".");
        }
    }

    /** The version that the jar's manifest carries. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = SandboxCommand.class.getPackage().getImplementationVersion();
            return new String[] {"tidemark sandbox " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
