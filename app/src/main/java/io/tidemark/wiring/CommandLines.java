package io.tidemark.wiring;

import io.tidemark.cli.BackupCommand;
import io.tidemark.cli.CheckpointsCommand;
import io.tidemark.cli.DemoCommand;
import io.tidemark.cli.DoctorCommand;
import io.tidemark.cli.LedgerAccess;
import io.tidemark.cli.ParamsCommand;
import io.tidemark.cli.RestoreCommand;
import io.tidemark.cli.RunCommand;
import io.tidemark.cli.RunningOperator;
import io.tidemark.cli.Terminal;
import io.tidemark.cli.TidemarkCommand;
import io.tidemark.cli.WindowsCommand;
import io.tidemark.cli.Workbench;
import io.tidemark.store.DataDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;

/** The commands with what they work with. */
public final class CommandLines {
    private CommandLines() {}

    /**
     * All commands.
     *
     * @param home where the launcher stands
     */
    public static TidemarkCommand commands(Terminal terminal, Path home) {
        InstantSource clock = InstantSource.system();
        Workbench.Opener workbenches = data -> opened(data, "tidemark run", LocalWorkbench::new);
        LedgerAccess ledger =
                new LedgerAccess((data, command) -> opened(data, command, LocalChainDesk::new), terminal, home);
        RunningOperator.Opener operators = data -> new LocalOperator(DataDirectory.open(data, "tidemark demo"));
        return new TidemarkCommand(
                List.of(
                        new DemoCommand(operators, terminal, SystemSleeper.INSTANCE, home),
                        new RunCommand(
                                workbenches, BareScripts.INSTANCE, terminal, clock, SystemSleeper.INSTANCE, home),
                        new ParamsCommand(terminal),
                        new WindowsCommand(ledger),
                        new CheckpointsCommand(ledger),
                        new BackupCommand(LocalBackups.INSTANCE, terminal, home),
                        new RestoreCommand(LocalBackups.INSTANCE, terminal, home),
                        new DoctorCommand(LocalAccounts.INSTANCE, terminal, clock, SystemSleeper.INSTANCE, home)),
                terminal);
    }

    private static <T> T opened(Path data, String command, BiFunction<DataDirectory, TidemarkComponent, T> opened) {
        DataDirectory directory = DataDirectory.open(data, command);
        try {
            TidemarkComponent house = DaggerTidemarkComponent.factory().create(directory, Definitions.NONE);
            house.database();
            return opened.apply(directory, house);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }
}
