package io.tidemark.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.sandbox.control.ClockCommand;
import io.tidemark.sandbox.control.FaultCommand;
import io.tidemark.sandbox.control.ShardCommand;
import io.tidemark.sandbox.load.LoadCommand;
import io.tidemark.sandbox.replay.CompareCommand;
import io.tidemark.sandbox.sql.SqlCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Entry point of the sandbox process. */
public final class Main {
    private static final int BAD_INPUT = 2;

    private Main() {}

    public static void main(String[] args) {
        // The MaxCompute SDK logs each failed try through the JDK; the command says how it ended.
        Logger.getLogger("").setLevel(Level.OFF);
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SandboxCommand())
                // Whatever the locale says: scripts read this.
                .setOut(new PrintWriter(new OutputStreamWriter(System.out, UTF_8), true))
                .setErr(new PrintWriter(new OutputStreamWriter(System.err, UTF_8), true))
                .addSubcommand(new LoadCommand())
                .addSubcommand(new SqlCommand())
                .addSubcommand(new CompareCommand())
                .addSubcommand(new FaultCommand())
                .addSubcommand(new ShardCommand())
                .addSubcommand(new ClockCommand())
                .setParameterExceptionHandler((problem, args) -> {
                    CommandLine command = problem.getCommandLine();
                    command.getErr().println(problem.getMessage());
                    command.getErr()
                            .println(
                                    "Try '" + command.getCommandSpec().qualifiedName() + " --help' for what there is.");
                    return BAD_INPUT;
                })
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    command.getErr().println(problem.getMessage());
                    return problem instanceof BadInputException ? BAD_INPUT : CommandLine.ExitCode.SOFTWARE;
                });
    }
}
