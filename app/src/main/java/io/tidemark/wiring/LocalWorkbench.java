package io.tidemark.wiring;

import io.tidemark.cli.Workbench;
import io.tidemark.store.DataDirectory;
import io.tidemark.sync.SyncTaskRunner;

/** A workbench in this process. */
record LocalWorkbench(DataDirectory data, TidemarkComponent house) implements Workbench {
    @Override
    public SyncTaskRunner runner() {
        return house.syncTaskRunner();
    }

    @Override
    public void close() {
        house.workers().fetcher().shutdownNow();
        house.database().close();
        data.close();
    }
}
