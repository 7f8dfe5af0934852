package io.tidemark.wiring;

import io.tidemark.cli.DemoCommand;
import io.tidemark.cli.RunCommand;
import io.tidemark.cli.RunningOperator;
import io.tidemark.cli.Terminal;
import io.tidemark.cli.TidemarkCommand;
import io.tidemark.cli.Workbench;
import io.tidemark.store.DataDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

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
        Workbench.Opener workbenches = data -> {
            DataDirectory directory = DataDirectory.open(data, "tidemark run");
            try {
                TidemarkComponent house = DaggerTidemarkComponent.factory().create(directory, Definitions.NONE);
                house.database();
                return new LocalWorkbench(directory, house);
            } catch (RuntimeException e) {
                directory.close();
                throw e;
            }
        };
        RunningOperator.Opener operators = data -> new LocalOperator(DataDirectory.open(data, "tidemark demo"));
        return new TidemarkCommand(
                List.of(
                        new DemoCommand(operators, terminal, SystemSleeper.INSTANCE, home),
                        new RunCommand(
                                workbenches, BareScripts.INSTANCE, terminal, clock, SystemSleeper.INSTANCE, home)),
                terminal);
    }
}
