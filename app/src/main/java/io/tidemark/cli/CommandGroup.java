package io.tidemark.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands under one word, such as {@code tidemark windows list}. */
@Command
abstract class CommandGroup implements Callable<Integer> {
    private final List<Callable<Integer>> commands;

    @Spec
    private @Nullable CommandSpec spec;

    CommandGroup(List<Callable<Integer>> commands) {
        this.commands = List.copyOf(commands);
    }

    /** The command line of a command, with all that is under it. */
    static CommandLine line(Callable<Integer> command) {
        CommandLine line = new CommandLine(command);
        if (command instanceof CommandGroup group) {
            group.commands.forEach(inner -> line.addSubcommand(line(inner)));
        }
        return line;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec, "picocli sets it").commandLine();
        String choices = line.getSubcommands().keySet().stream().sorted().collect(Collectors.joining(", "));
        throw new ParameterException(line, "Say what to do: " + choices);
    }
}
