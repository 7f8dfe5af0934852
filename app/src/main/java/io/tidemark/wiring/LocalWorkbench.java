package io.tidemark.wiring;

import io.tidemark.cli.Workbench;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.ScriptCall;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.SyncTaskRunner;
import java.time.temporal.ChronoUnit;

/** A workbench in this process. */
record LocalWorkbench(DataDirectory data, TidemarkComponent house) implements Workbench {
    @Override
    public SyncTaskRunner runner() {
        return house.syncTaskRunner();
    }

    @Override
    public void remember(ChainId chain, ScriptCall call) {
        house.scriptCalls().remember(chain, call, house.clock().instant().truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public String user() {
        return LocalUser.NAME;
    }

    @Override
    public void close() {
        house.workers().fetcher().shutdownNow();
        house.database().close();
        data.close();
    }
}
