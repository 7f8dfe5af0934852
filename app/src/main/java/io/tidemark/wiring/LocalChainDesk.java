package io.tidemark.wiring;

import io.tidemark.cli.ChainDesk;
import io.tidemark.operator.ChainCare;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.LedgerView;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.WitnessTable;
import java.util.List;

/** A desk in this process. */
record LocalChainDesk(DataDirectory data, TidemarkComponent house) implements ChainDesk {
    @Override
    public LedgerView ledger() {
        return house.ledgerView();
    }

    @Override
    public ChainCare care() {
        return house.chainCare();
    }

    @Override
    public StatusTable statusTable(List<ChainId> names, Given given) {
        SyncRequest.Source source = new ChainSources(house.scriptCalls(), house.clock()).find(names, given);
        StreamSource stream = house.sources().open(source.dataSource(), source.table(), source.maxRetries());
        return new OpenStatusTable(stream, stream.witnesses(source.statusTable()));
    }

    private record OpenStatusTable(StreamSource stream, WitnessTable witnesses) implements StatusTable {
        @Override
        public void close() {
            stream.close();
        }
    }

    @Override
    public void close() {
        house.workers().fetcher().shutdownNow();
        house.database().close();
        data.close();
    }
}
