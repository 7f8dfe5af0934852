package io.tidemark.cli;

import io.tidemark.workflow.ConvertedScript;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark convert}: a DataX job as a DataWorks sync script. */
@Command(
        name = "convert",
        description =
                "Rewrites a DataX job, or an older sync script, as a sync script of today; the file stays as it is.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The script goes to standard output; what belongs into datasources.yaml, and what is doubtful, to standard error.",
            "Keys of an account are not printed. Comments are not kept."
        })
public final class ConvertCommand implements Callable<Integer> {
    private final Converter converter;
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "a DataX job or a sync script")
    private @Nullable Path file;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "name of the Tablestore data source that written-out keys become (default: source)",
            defaultValue = "source")
    private String source = "source";

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "name of the MaxCompute data source that written-out keys become (default: target)",
            defaultValue = "target")
    private String target = "target";

    /** Rewrites scripts. */
    public interface Converter {
        /**
         * What becomes of a file.
         *
         * @throws io.tidemark.workflow.InvalidDefinitionException if it has a mistake
         */
        ConvertedScript convert(Path file, String source, String target);
    }

    public ConvertCommand(Converter converter, Terminal terminal) {
        this.converter = converter;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ConvertedScript converted =
                converter.convert(Objects.requireNonNull(file, "picocli requires it"), source, target);
        converted.problems().forEach(terminal.err()::println);
        if (!converted.dataSources().isEmpty()) {
            terminal.err().println("Add to datasources.yaml:");
            terminal.err().println(converted.dataSources());
        }
        terminal.out().print(converted.script());
        return ExitCode.DONE.value();
    }
}
