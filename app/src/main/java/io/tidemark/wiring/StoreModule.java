package io.tidemark.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.tidemark.store.AuditLog;
import io.tidemark.store.ChainEditor;
import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import io.tidemark.store.DatabaseClock;
import io.tidemark.store.DatabaseServer;
import io.tidemark.store.InstanceViews;
import io.tidemark.store.KeptSourceStore;
import io.tidemark.store.LedgerView;
import io.tidemark.store.ScriptCalls;
import io.tidemark.store.SecretKeys;
import io.tidemark.store.SqlCheckpointLedger;
import io.tidemark.store.Transactions;
import io.tidemark.store.VersionStore;
import io.tidemark.sync.CheckpointLedger;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

@Module
interface StoreModule {
    @Provides
    @Singleton
    static Database database(DataDirectory data, Optional<DatabaseServer> server) {
        return server.map(Database::open).orElseGet(() -> Database.open(data));
    }

    @Provides
    @Singleton
    static DatabaseClock databaseClock(Database database) {
        return database.clock(InstantSource.system());
    }

    /** All nodes that share a database go by its clock. */
    @Binds
    InstantSource clock(DatabaseClock clock);

    @Provides
    @Singleton
    static Transactions transactions(Database database) {
        return new Transactions(database);
    }

    @Provides
    @Singleton
    static CheckpointLedger ledger(Transactions transactions, InstantSource clock) {
        return new SqlCheckpointLedger(transactions, clock);
    }

    @Provides
    static LedgerView ledgerView(Transactions transactions) {
        return new LedgerView(transactions);
    }

    @Provides
    static ChainEditor chains(Transactions transactions, InstantSource clock) {
        return new ChainEditor(transactions, clock);
    }

    @Provides
    static ScriptCalls scriptCalls(Transactions transactions) {
        return new ScriptCalls(transactions);
    }

    @Provides
    static CycleCursorStore cursors(Transactions transactions) {
        return new CycleCursorStore(transactions);
    }

    @Provides
    static VersionStore versions(Transactions transactions) {
        return new VersionStore(transactions);
    }

    @Provides
    static InstanceViews instances(Transactions transactions) {
        return new InstanceViews(transactions);
    }

    @Provides
    @Singleton
    static SecretKeys secretKeys(DataDirectory data) {
        return new SecretKeys(data);
    }

    @Provides
    static KeptSourceStore keptSources(Transactions transactions, SecretKeys keys) {
        return new KeptSourceStore(transactions, keys);
    }

    @Provides
    static AuditLog audit(Transactions transactions) {
        return new AuditLog(transactions);
    }
}
