package io.tidemark.cli;

import io.tidemark.operator.SourceDesk;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidemark datasources rotate-key}. */
@Command(
        name = "rotate-key",
        description = "Encrypts the data sources that an operator keeps with a new key, and forgets the old one.",
        mixinStandardHelpOptions = true)
final class DataSourcesRotateKeyCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    DataSourcesRotateKeyCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        List<String> sentences = List.of(
                "Makes a new key in secrets.key of the data directory; copies of the old file open nothing that is there then.");
        return consent.to(access.terminal(), sentences, () -> {
            int sealed = access.sources(options, "datasources rotate-key", SourceDesk::rotateKey);
            access.terminal().out().println(sealed + " data sources are encrypted with the new key.");
            return ExitCode.DONE;
        });
    }
}
