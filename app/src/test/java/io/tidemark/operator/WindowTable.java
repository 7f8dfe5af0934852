package io.tidemark.operator;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Outcome;
import io.tidemark.store.Transactions;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRunner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A runner whose windows are rows in the same database: each is committed once, together with the success of its attempt. */
final class WindowTable implements SyncRunner {
    private final Transactions transactions;
    private final Fuse fuse;
    private BiFunction<SyncRequest, AttemptContext, Optional<Outcome>> before = (request, context) -> Optional.empty();

    WindowTable(Transactions transactions, Fuse fuse) {
        this.transactions = transactions;
        this.fuse = fuse;
    }

    static void create(Transactions transactions) {
        transactions.run(() -> transactions
                .handle()
                .execute("CREATE TABLE fake_window (chain VARCHAR(400), start_at TIMESTAMP(6) WITH TIME ZONE,"
                        + " seq INTEGER, PRIMARY KEY (chain, start_at))"));
    }

    /** What happens before the commit: an outcome ends the run with it. */
    void before(BiFunction<SyncRequest, AttemptContext, Optional<Outcome>> script) {
        before = script;
    }

    @Override
    public Outcome run(SyncRequest request, AttemptContext context) {
        fuse.step();
        Optional<Outcome> ended = before.apply(request, context);
        if (ended.isPresent()) {
            return ended.get();
        }
        context.log().info("moved " + request.window());
        Outcome.Succeeded done = new Outcome.Succeeded(new Counts(3, 3, 0, 0, 0, 0, 30), "3 rows written");
        transactions.run(() -> {
            int inserted = transactions
                    .handle()
                    .execute(
                            "INSERT INTO fake_window SELECT ?, ?, COUNT(*) FROM fake_window ON CONFLICT DO NOTHING",
                            request.chain().value(),
                            request.window().start());
            fuse.step();
            context.completion().accept(inserted == 1 ? done : new Outcome.Succeeded(Counts.NONE, "already committed"));
            fuse.step();
        });
        fuse.step();
        return done;
    }

    List<Instant> committed() {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT start_at FROM fake_window ORDER BY seq")
                .mapTo(Instant.class)
                .list());
    }
}
