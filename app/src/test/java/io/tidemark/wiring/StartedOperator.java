package io.tidemark.wiring;

import io.tidemark.cli.RunningOperator;
import io.tidemark.store.DataDirectory;
import java.nio.file.Path;

/** A whole operator in this process, for tests of other rooms; it runs until it is closed. */
public final class StartedOperator implements AutoCloseable {
    private final RunningOperator operator;

    /** @param folder has {@code workflows/} and {@code datasources.yaml} */
    public StartedOperator(Path data, Path folder) {
        operator = new LocalOperator(DataDirectory.open(data, "tidemark demo"));
        operator.start(new RunningOperator.Settings(
                0, folder.resolve("workflows"), folder.resolve("datasources.yaml"), folder.resolve("nothing")));
    }

    @Override
    public void close() {
        operator.close();
    }
}
