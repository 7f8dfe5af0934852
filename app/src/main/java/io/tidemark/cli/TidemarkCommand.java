package io.tidemark.cli;

import io.tidemark.attempt.FailureException;
import io.tidemark.workflow.InvalidDefinitionException;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code tidemark}: finds the command, runs it, and turns what it throws into one sentence and an exit code. */
@Command(
        name = "tidemark",
        description = "Moves every change of a Tablestore table into MaxCompute, on a schedule, exactly once.",
        mixinStandardHelpOptions = true,
        versionProvider = TidemarkCommand.Version.class,
        footer = {
            "",
            "`tidemark sandbox` starts a local Tablestore and MaxCompute; see `tidemark sandbox -h`.",
            "Exit codes: 0 done, 1 the task failed, 2 bad input or configuration, 3 not permitted, 130 interrupted."
        })
public final class TidemarkCommand {
    private static final Logger LOG = LoggerFactory.getLogger(TidemarkCommand.class);

    private final List<Callable<Integer>> commands;
    private final Terminal terminal;

    /** Commands in the order in which help lists them. */
    public TidemarkCommand(List<Callable<Integer>> commands, Terminal terminal) {
        this.commands = List.copyOf(commands);
        this.terminal = terminal;
    }

    /** Runs one command line; returns the exit code. */
    public int execute(String... args) {
        CommandLine line = new CommandLine(this);
        commands(args).forEach(command -> line.addSubcommand(CommandGroup.line(command)));
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setParameterExceptionHandler((problem, command) -> refuse(problem));
        line.setExecutionExceptionHandler((exception, command, result) -> report(exception));
        line.setExitCodeExceptionMapper(exception -> ExitCode.BAD_INPUT.value());
        int code = args.length == 0 ? usage(line) : line.execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    /** The one that is named, since to look at all of them takes a while; or all, to list them and to guess what was meant. */
    private List<Callable<Integer>> commands(String[] args) {
        List<Callable<Integer>> named = commands.stream()
                .filter(command -> args.length > 0
                        && command.getClass()
                                .getAnnotation(Command.class)
                                .name()
                                .equals(args[0]))
                .toList();
        return named.isEmpty() ? commands : named;
    }

    private int usage(CommandLine line) {
        line.usage(terminal.err());
        return ExitCode.BAD_INPUT.value();
    }

    private int refuse(ParameterException problem) {
        terminal.err().println("tidemark: " + BadCommandLine.sentence(problem));
        return ExitCode.BAD_INPUT.value();
    }

    private int report(Exception exception) {
        if (exception instanceof InvalidDefinitionException invalid) {
            invalid.problems().forEach(problem -> terminal.err().println(problem));
            return ExitCode.BAD_INPUT.value();
        }
        if (exception instanceof FailureException failed) {
            terminal.err().println("tidemark: " + failed.failure().sentence());
            return ExitCode.of(failed.failure()).value();
        }
        LOG.error("unexpected", exception);
        terminal.err()
                .println("tidemark: Tidemark's fault: " + exception.getClass().getSimpleName()
                        + ". Report it with the trace above; nothing that was committed is lost.");
        return ExitCode.FAILED.value();
    }

    /** Reads the version that the jar's manifest carries. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = TidemarkCommand.class.getPackage().getImplementationVersion();
            return new String[] {"tidemark " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
