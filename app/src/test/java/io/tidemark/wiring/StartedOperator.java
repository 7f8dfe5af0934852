package io.tidemark.wiring;

import io.tidemark.cli.DataPlace;
import io.tidemark.cli.RunningOperator;
import io.tidemark.console.Listening;
import io.tidemark.operator.Retention;
import io.tidemark.operator.Slots;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A whole operator in this process, for tests of other rooms; it runs until it is closed. */
public final class StartedOperator implements AutoCloseable {
    private final RunningOperator operator;

    /**
     * An operator that submits a folder at its start.
     *
     * @param folder has {@code workflows/} and {@code datasources.yaml}
     */
    public StartedOperator(Path data, Path folder) {
        this(data, Optional.of(folder.resolve("workflows")), folder);
    }

    private StartedOperator(Path data, Optional<Path> submitted, Path folder) {
        operator = LocalOperator.open(DataPlace.embedded(data), "tidemark demo");
        operator.start(new RunningOperator.Settings(
                Listening.loopback(0),
                submitted,
                folder.resolve("datasources.yaml"),
                true,
                folder.resolve("nothing"),
                Retention.DEFAULT,
                Slots.DEFAULT));
    }

    /**
     * An operator that runs what was submitted before, and what is submitted later.
     *
     * @param folder has {@code datasources.yaml}
     */
    public static StartedOperator withoutSubmitting(Path data, Path folder) {
        return new StartedOperator(data, Optional.empty(), folder);
    }

    /** A link that logs in, once. */
    public URI loginLink() {
        return operator.adminLink("ann");
    }

    @Override
    public void close() {
        operator.close();
    }
}
