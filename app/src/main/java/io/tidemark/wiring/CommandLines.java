package io.tidemark.wiring;

import io.tidemark.cli.AuditCommand;
import io.tidemark.cli.BackfillCommand;
import io.tidemark.cli.BackfillsCommand;
import io.tidemark.cli.BackupCommand;
import io.tidemark.cli.CheckpointsCommand;
import io.tidemark.cli.ConvertCommand;
import io.tidemark.cli.DataPlace;
import io.tidemark.cli.DataSourcesCommand;
import io.tidemark.cli.DemoCommand;
import io.tidemark.cli.DeskAccess;
import io.tidemark.cli.DiffCommand;
import io.tidemark.cli.DoctorCommand;
import io.tidemark.cli.InstancesCommand;
import io.tidemark.cli.ParamsCommand;
import io.tidemark.cli.PlanCommand;
import io.tidemark.cli.PreviewCommand;
import io.tidemark.cli.RestoreCommand;
import io.tidemark.cli.RollbackCommand;
import io.tidemark.cli.RunCommand;
import io.tidemark.cli.RunningOperator;
import io.tidemark.cli.ServeCommand;
import io.tidemark.cli.SubmitCommand;
import io.tidemark.cli.TasksCommand;
import io.tidemark.cli.Terminal;
import io.tidemark.cli.TidemarkCommand;
import io.tidemark.cli.UsersCommand;
import io.tidemark.cli.ValidateCommand;
import io.tidemark.cli.VerifyCommand;
import io.tidemark.cli.VersionsCommand;
import io.tidemark.cli.WindowsCommand;
import io.tidemark.cli.Workbench;
import io.tidemark.definition.DataSources;
import io.tidemark.definition.KeptWorkflows;
import io.tidemark.definition.ScriptConversion;
import io.tidemark.operator.Retention;
import io.tidemark.operator.Slots;
import io.tidemark.store.DataDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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
        OperatorSettings settings = new OperatorSettings(
                nearestDataSources(home.resolve("workflows")),
                true,
                Optional.empty(),
                Retention.DEFAULT,
                Slots.DEFAULT);
        Workbench.Opener workbenches = place -> workbench(place, settings);
        DeskAccess desks = new DeskAccess(
                new LocalDesks(SystemSleeper.INSTANCE),
                terminal,
                home,
                CommandLines::nearestDataSources,
                LocalUser.NAME);
        RunningOperator.Opener operators = place -> LocalOperator.open(place, "tidemark demo");
        RunningOperator.Opener servers = place -> LocalOperator.open(place, "tidemark serve");
        return new TidemarkCommand(
                List.of(
                        new DemoCommand(operators, terminal, SystemSleeper.INSTANCE, home),
                        new ServeCommand(servers, CommandLines::nearestDataSources, terminal, home, LogLines::write),
                        new RunCommand(
                                workbenches, BareScripts.INSTANCE, terminal, clock, SystemSleeper.INSTANCE, home),
                        new ValidateCommand(WrittenDefinitions.INSTANCE, terminal, home),
                        new PlanCommand(PlannedFolders.INSTANCE, desks, clock),
                        new ParamsCommand(terminal),
                        new SubmitCommand(WrittenDefinitions.INSTANCE, desks),
                        new VersionsCommand(desks),
                        new DiffCommand(KeptWorkflows.INSTANCE, desks),
                        new RollbackCommand(desks),
                        new ConvertCommand(
                                (file, source, target) -> new ScriptConversion(source, target).of(file), terminal),
                        new InstancesCommand(desks, SystemSleeper.INSTANCE),
                        new TasksCommand(desks, clock),
                        new BackfillCommand(desks),
                        new BackfillsCommand(desks),
                        new PreviewCommand(LocalDataSourceFiles.INSTANCE, desks, home),
                        new DataSourcesCommand(LocalDataSourceFiles.INSTANCE, desks, clock, home),
                        new VerifyCommand(desks),
                        new WindowsCommand(desks),
                        new CheckpointsCommand(desks),
                        new UsersCommand(desks),
                        new AuditCommand(desks),
                        new BackupCommand(LocalBackups.INSTANCE, desks.desks(), terminal, home),
                        new RestoreCommand(LocalBackups.INSTANCE, terminal, home),
                        new DoctorCommand(
                                LocalAccounts.INSTANCE,
                                WrittenDefinitions.INSTANCE,
                                desks,
                                clock,
                                SystemSleeper.INSTANCE)),
                terminal);
    }

    private static Path nearestDataSources(Path folder) {
        return DataSources.nearest(folder).orElseGet(() -> folder.resolve(DataSources.FILE));
    }

    private static Workbench workbench(DataPlace place, OperatorSettings settings) {
        DataDirectory directory = DataDirectory.open(place.directory(), "tidemark run");
        try {
            TidemarkComponent house = DaggerTidemarkComponent.factory()
                    .create(directory, place.server().get(), settings);
            house.database();
            return new LocalWorkbench(directory, house);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }
}
