package io.tidemark.cli;

import io.tidemark.operator.ChainRepair;
import io.tidemark.sync.ChainId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark checkpoints recover}. */
@Command(
        name = "recover",
        description = "Lets a stopped chain go on, as its witnesses in the source tell, or from where you say.",
        mixinStandardHelpOptions = true)
final class CheckpointsRecoverCommand implements Callable<Integer> {
    private final LedgerAccess access;

    @Mixin
    private GlobalOptions global = new GlobalOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "CHAIN", description = "workflow/task, or the name or path of a bare script")
    private String chain = "";

    @Option(
            names = "--head",
            paramLabel = "T",
            description = "where the chain goes on when no witness tells: the end of a window keeps what is earlier,"
                    + " any other time begins the chain anew there")
    private @Nullable String head;

    CheckpointsRecoverCommand(LedgerAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        ChainId id = ChainText.read(chain);
        Optional<Instant> said = Optional.ofNullable(head).map(text -> InstantText.read("--head", text));
        try (ChainDesk desk = access.open(global, "checkpoints recover");
                ChainDesk.StatusTable table = desk.statusTable(List.of(id), source.given(access.home()))) {
            ChainRepair repair = new ChainRepair(desk.care(), table.witnesses(), id);
            ChainRepair.Plan plan = repair.plan(said);
            if (plan instanceof ChainRepair.Plan.Nothing) {
                repair.sentences(plan).forEach(access.terminal().out()::println);
                return ExitCode.DONE.value();
            }
            return consent.to(
                    access.terminal(),
                    repair.sentences(plan),
                    () -> repair.carryOut(plan),
                    "Chain " + id + " goes on with its next window.");
        }
    }
}
