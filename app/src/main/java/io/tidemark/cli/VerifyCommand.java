package io.tidemark.cli;

import io.tidemark.control.LedgerJson;
import io.tidemark.control.VerifyJson;
import io.tidemark.operator.Verified;
import io.tidemark.operator.VerifyScope;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark verify}. */
@Command(
        name = "verify",
        description = "Reads windows from the stream again and compares their rows with what stands in MaxCompute.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Writes nothing. Without --window: all windows that were written to the partition of the newest one. Works as",
            "long as the stream keeps the records. Ends with 1 if the rows differ."
        })
public final class VerifyCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(paramLabel = "CHAIN", description = "workflow/task, or the name or path of a bare script")
    private String chain = "";

    @Option(
            names = "--window",
            paramLabel = "ID",
            description = "only this window, as `tidemark windows list` shows it")
    private @Nullable Long window;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(names = "--json", description = "print it as one JSON object")
    private boolean json;

    public VerifyCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        VerifyScope scope = new VerifyScope(Optional.ofNullable(window));
        Verified verified =
                access.with(global, "verify", desk -> desk.verify(ChainText.read(chain), scope, source.hint()));
        if (json) {
            access.terminal().out().println(LedgerJson.text(VerifyJson.of(verified)));
        } else {
            verified.lines().forEach(access.terminal().out()::println);
        }
        return (verified.isRight() ? ExitCode.DONE : ExitCode.FAILED).value();
    }
}
