package io.tidemark.wiring;

import io.tidemark.cli.BackupCommand;
import io.tidemark.cli.CheckpointsCommand;
import io.tidemark.cli.ConvertCommand;
import io.tidemark.cli.DataSourcesCommand;
import io.tidemark.cli.DemoCommand;
import io.tidemark.cli.DeskAccess;
import io.tidemark.cli.DoctorCommand;
import io.tidemark.cli.InstancesCommand;
import io.tidemark.cli.ParamsCommand;
import io.tidemark.cli.RestoreCommand;
import io.tidemark.cli.RunCommand;
import io.tidemark.cli.RunningOperator;
import io.tidemark.cli.Terminal;
import io.tidemark.cli.TidemarkCommand;
import io.tidemark.cli.ValidateCommand;
import io.tidemark.cli.WindowsCommand;
import io.tidemark.cli.Workbench;
import io.tidemark.definition.ScriptConversion;
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
        Workbench.Opener workbenches = data -> workbench(data, home.resolve("workflows"));
        DeskAccess desks = new DeskAccess(new LocalDesks(home.resolve("workflows")), terminal, home, LocalUser.NAME);
        RunningOperator.Opener operators = data -> new LocalOperator(DataDirectory.open(data, "tidemark demo"));
        return new TidemarkCommand(
                List.of(
                        new DemoCommand(operators, terminal, SystemSleeper.INSTANCE, home),
                        new RunCommand(
                                workbenches, BareScripts.INSTANCE, terminal, clock, SystemSleeper.INSTANCE, home),
                        new ValidateCommand(WrittenDefinitions.INSTANCE, terminal, home),
                        new ParamsCommand(terminal),
                        new ConvertCommand(CommandLines::converted, terminal),
                        new InstancesCommand(desks),
                        new DataSourcesCommand(LocalDataSourceFiles.INSTANCE, terminal, clock, home),
                        new WindowsCommand(desks),
                        new CheckpointsCommand(desks),
                        new BackupCommand(LocalBackups.INSTANCE, terminal, home),
                        new RestoreCommand(LocalBackups.INSTANCE, terminal, home),
                        new DoctorCommand(LocalAccounts.INSTANCE, terminal, clock, SystemSleeper.INSTANCE, home)),
                terminal);
    }

    private static ConvertCommand.Converted converted(Path file, String source, String target) {
        ScriptConversion conversion = ScriptConversion.of(file, source, target);
        return new ConvertCommand.Converted(conversion.script(), conversion.dataSources(), conversion.problems());
    }

    private static Workbench workbench(Path data, Path workflows) {
        DataDirectory directory = DataDirectory.open(data, "tidemark run");
        try {
            TidemarkComponent house = DaggerTidemarkComponent.factory().create(directory, Definitions.none(workflows));
            house.database();
            return new LocalWorkbench(directory, house);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }
}
