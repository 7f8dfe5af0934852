package io.tidemark.wiring;

import io.tidemark.cli.DataPlace;
import io.tidemark.cli.RunningOperator;
import io.tidemark.cli.RunningOperator.FinishedCycle;
import io.tidemark.console.Listening;
import io.tidemark.operator.Retention;
import io.tidemark.operator.Slots;
import io.tidemark.store.DatabaseServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The operator in a process of its own, so that it can be killed. To each line it answers with one: how many cycles of each task
 * have succeeded in this life, as {@code TASK=N TASK=N}, or the sentence of the first that has not.
 */
public final class OperatorMain {
    private OperatorMain() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.http.retryPost", "false");
        Path folder = Path.of(arguments[0]);
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (RunningOperator operator = LocalOperator.open(place(folder), "crash test")) {
            operator.start(new RunningOperator.Settings(
                    Listening.loopback(0),
                    Optional.of(folder.resolve("workflows")),
                    folder.resolve("datasources.yaml"),
                    true,
                    folder.resolve("nothing"),
                    Retention.DEFAULT,
                    Slots.DEFAULT));
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                System.out.println(answer(operator.finished(), arguments));
            }
        }
    }

    /** In the directory {@code data}, unless the file {@code database.url} names a server. */
    private static DataPlace place(Path folder) throws IOException {
        Path url = folder.resolve("database.url");
        if (!Files.exists(url)) {
            return DataPlace.embedded(folder.resolve("data"));
        }
        DatabaseServer server = DatabaseServer.at(Files.readString(url), Optional.empty(), Optional.empty());
        return new DataPlace(folder.resolve("data"), () -> Optional.of(server));
    }

    private static String answer(List<FinishedCycle> cycles, String[] arguments) {
        for (FinishedCycle cycle : cycles) {
            if (!cycle.succeeded()) {
                return "failed " + cycle.instance() + ": " + cycle.sentence();
            }
        }
        StringBuilder counts = new StringBuilder();
        for (int i = 1; i < arguments.length; i++) {
            String task = arguments[i];
            long count = cycles.stream()
                    .filter(cycle -> cycle.instance().contains(task))
                    .count();
            counts.append(task).append('=').append(count).append(' ');
        }
        return counts.toString().strip();
    }
}
