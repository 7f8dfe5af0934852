package io.tidemark.cli;

import io.tidemark.store.ScriptCall;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.SyncTaskRunner;

/** What a bare run works with; holds the data directory until closed. */
public interface Workbench extends AutoCloseable {
    SyncTaskRunner runner();

    /** Keeps how the chain's script is called, so that other commands find its source. */
    void remember(ChainId chain, ScriptCall call);

    /** Who runs this, as the operating system knows them. */
    String user();

    @Override
    void close();

    /** Opens workbenches. */
    interface Opener {
        /**
         * Opens the data directory, which is made if it is missing.
         *
         * @throws io.tidemark.attempt.FailureException code {@code DATA_DIRECTORY_IN_USE} among others
         */
        Workbench open(DataPlace place);
    }
}
