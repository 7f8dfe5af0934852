package io.tidemark.crash;

import io.tidemark.Main;
import io.tidemark.cli.Terminal;
import io.tidemark.wiring.CommandLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code tidemark} as a person calls it, on one data directory: here, or in a process that can be killed. */
record Commands(Path folder) {
    Path data() {
        return folder.resolve("data");
    }

    Path errors() {
        return folder.resolve("errors.log");
    }

    /** Runs it here, to its good end, and returns what it printed. */
    String here(String... words) {
        StringWriter printed = new StringWriter();
        StringWriter said = new StringWriter();
        int code = CommandLines.commands(
                        new Terminal(new PrintWriter(printed), new PrintWriter(said), false, Optional.empty()), folder)
                .execute(all(words).toArray(String[]::new));
        if (code != 0) {
            throw new AssertionError(String.join(" ", words) + " ended with " + code + ": " + printed + said);
        }
        return printed.toString();
    }

    /** Begins it in a process of its own. */
    LifeProcess inAnother(String... words) throws IOException {
        return LifeProcess.start(Main.class, errors(), all(words));
    }

    private List<String> all(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data().toString()));
        return all;
    }
}
