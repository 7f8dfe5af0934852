package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark serve}: the operator, until it is told to stop. */
@Command(
        name = "serve",
        description = {
            "Runs the workflows that were submitted, and serves the console.",
            "It listens on this machine only. Ctrl-C or a TERM signal stops it: running attempts come to a safe point first."
        },
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    private final RunningOperator.Opener operators;
    private final UnaryOperator<Path> nearestDataSources;
    private final Terminal terminal;
    private final Path home;
    private final Consumer<LogFormat> logs;

    @Mixin
    private GlobalOptions global = new GlobalOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "of the console on this machine; 0 for a free one (default: that of the configuration, or 8080)")
    private @Nullable Integer port;

    /**
     * Everything that the operator touches outside of itself comes in here.
     *
     * @param nearestDataSources the file of data sources at or above a folder
     * @param logs lets the log have a form
     */
    public ServeCommand(
            RunningOperator.Opener operators,
            UnaryOperator<Path> nearestDataSources,
            Terminal terminal,
            Path home,
            Consumer<LogFormat> logs) {
        this.nearestDataSources = nearestDataSources;
        this.operators = operators;
        this.terminal = terminal;
        this.home = home;
        this.logs = logs;
    }

    @Override
    public Integer call() {
        if (port != null && (port < 0 || port > 65535)) {
            throw Failure.user("BAD_OPTION", "--port is 0 to 65535.", "Give another number.")
                    .asException();
        }
        ServeSettings read = global.settings(home, nearestDataSources);
        RunningOperator.Settings settings = read.operator(port);
        logs.accept(read.logFormat());
        CountDownLatch told = new CountDownLatch(1);
        RunningOperator operator = operators.open(global.place(home));
        Thread closing = new Thread(
                () -> {
                    operator.close();
                    told.countDown();
                },
                "closing");
        try {
            operator.start(settings);
        } catch (RuntimeException e) {
            operator.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(closing);
        // Whatever reads JSON from standard error is not to stumble, nor to keep the link.
        PrintWriter people = read.logFormat() == LogFormat.JSON ? terminal.out() : terminal.err();
        people.println("sources     " + settings.dataSources()
                + (Files.exists(settings.dataSources())
                        ? ""
                        : " (not there: attempts that look a data source up fail until it is)"));
        people.println("console     " + operator.console());
        operator.firstAdminLink().ifPresent(link -> {
            people.println("first admin " + link);
            people.println("            (nobody can log in yet: whoever opens this link first becomes the admin)");
        });
        people.flush();
        await(told);
        return ExitCode.DONE.value();
    }

    private static void await(CountDownLatch told) {
        try {
            told.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
