package io.tidemark.sandbox.control;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands of this room have in common: exit code 0 done, 1 the sandbox failed, 2 bad input. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class Step implements Callable<Integer> {

    @Mixin
    private AdminAddress admin = new AdminAddress();

    @Option(names = "--json", description = "Prints the sandbox's answer as JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** Asks for it; the result is what is to be printed. */
    abstract Said ask(AdminPort port) throws RefusedException;

    @Override
    public Integer call() {
        var command = Objects.requireNonNull(spec).commandLine();
        try {
            Said said = ask(admin.port());
            command.getOut().print(json ? said.json() + System.lineSeparator() : said.text());
            command.getOut().flush();
            return 0;
        } catch (RefusedException e) {
            command.getErr().println(e.getMessage());
            return e.exitCode();
        }
    }
}
