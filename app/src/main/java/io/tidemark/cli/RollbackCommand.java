package io.tidemark.cli;

import io.tidemark.operator.Decision;
import io.tidemark.operator.SourceHint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark rollback}. */
@Command(
        name = "rollback",
        description = "Puts an old version of a workflow in force again, as a new version.",
        mixinStandardHelpOptions = true)
public final class RollbackCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "VERSION", description = "such as earthquakes@2")
    private String version = "";

    @Option(
            names = {"-m", "--remark"},
            paramLabel = "TEXT",
            description = "what for; kept with the version")
    private String remark = "";

    public RollbackCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        return access.decide(
                global,
                "rollback",
                new Decision.RollBack(VersionOption.parse(version), remark.strip()),
                SourceHint.NONE,
                consent);
    }
}
