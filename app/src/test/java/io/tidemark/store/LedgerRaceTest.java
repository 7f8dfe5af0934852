package io.tidemark.store;

import static io.tidemark.store.LedgerFixture.append;
import static io.tidemark.store.LedgerFixture.minutes;
import static io.tidemark.store.LedgerFixture.prepared;
import static io.tidemark.store.LedgerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.FailureException;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Claim;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.WindowClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two of everything, and exact counts at the end. */
@OnBothDatabases
class LedgerRaceTest {
    private static final int WINDOWS = 1000;

    @RegisterExtension
    final FreshDatabase fresh = FreshDatabase.inMemory();

    private final AtomicIntegerArray prepares = new AtomicIntegerArray(WINDOWS);
    private final AtomicIntegerArray commits = new AtomicIntegerArray(WINDOWS);

    @Test
    void eachWindowIsPreparedOnceAndCommittedOnceHoweverOftenItIsTakenOver() throws Exception {
        LedgerFixture on = new LedgerFixture(fresh.transactions());
        together(2, worker -> {
            for (int window = 0; window < WINDOWS; window++) {
                bringToItsEnd(on, window);
            }
        });
        for (int window = 0; window < WINDOWS; window++) {
            assertThat(prepares.get(window)).as("prepares of window " + window).isEqualTo(1);
            assertThat(commits.get(window)).as("commits of window " + window).isEqualTo(1);
        }
        ChainView chain = new LedgerView(fresh.transactions()).chains().get(0);
        assertThat(chain.version()).isEqualTo(WINDOWS);
        assertThat(chain.head()).contains(minutes(0, WINDOWS).end());
        assertThat(count("SELECT COUNT(*) FROM sync_window")).isEqualTo(WINDOWS);
        assertThat(count("SELECT COUNT(*) FROM sync_window WHERE state = 'COMMITTED'"))
                .isEqualTo(WINDOWS);
        assertThat(count("SELECT COUNT(*) FROM commit_entry WHERE state = 'COMMITTED'"))
                .isEqualTo(2 * WINDOWS);
        assertThat(count("SELECT COUNT(*) FROM commit_entry")).isEqualTo(2 * WINDOWS);
    }

    private void bringToItsEnd(LedgerFixture on, int window) {
        ClaimRequest request = append(window, window + 1);
        while (true) {
            Claim answer = on.ledger.claim(request);
            if (answer instanceof Claim.AlreadyCommitted) {
                return;
            }
            if (answer instanceof Claim.Run run) {
                WindowClaim claim = run.claim();
                if (mine(() -> on.ledger.prepare(claim, prepared(claim)))) {
                    prepares.incrementAndGet(window);
                    complete(on, claim, window);
                }
            } else if (answer instanceof Claim.Settle settle) {
                assertThat(settle.own()).isTrue();
                assertThat(settle.prepared().entries()).hasSize(2);
                complete(on, settle.claim(), window);
            } else {
                throw new AssertionError(answer);
            }
        }
    }

    private void complete(LedgerFixture on, WindowClaim claim, int window) {
        mine(() -> on.ledger.complete(claim, () -> commits.incrementAndGet(window)));
    }

    private static boolean mine(Runnable step) {
        try {
            step.run();
            return true;
        } catch (FailureException e) {
            assertThat(e.failure().code()).isEqualTo("FENCED_OUT");
            return false;
        }
    }

    @Test
    void aNewChainIsMadeOnceHoweverManyAskForIt() throws Exception {
        int chains = 200;
        int workers = 4;
        LedgerFixture on = new LedgerFixture(fresh.transactions());
        CyclicBarrier line = new CyclicBarrier(workers);
        AtomicIntegerArray heads = new AtomicIntegerArray(chains);
        together(workers, worker -> {
            for (int chain = 0; chain < chains; chain++) {
                line.await();
                WindowClaim claim = on.run(request(new ChainId("chain-" + chain), minutes(0, 1), false));
                line.await();
                if (mine(() -> on.ledger.prepare(claim, prepared(claim)))) {
                    heads.incrementAndGet(chain);
                }
            }
        });
        for (int chain = 0; chain < chains; chain++) {
            assertThat(heads.get(chain)).as("prepares of chain " + chain).isEqualTo(1);
        }
        assertThat(count("SELECT COUNT(*) FROM chain")).isEqualTo(chains);
        assertThat(count("SELECT COUNT(*) FROM sync_window")).isEqualTo(chains);
        assertThat(count("SELECT SUM(version) FROM chain")).isEqualTo(chains);
    }

    /** Work of one of several threads that start at once. */
    private interface Work {
        void of(int worker) throws Exception;
    }

    private static void together(int workers, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                int number = worker;
                all.add(() -> {
                    work.of(number);
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(all)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private long count(String sql) {
        return fresh.transactions()
                .inTransaction(() -> fresh.transactions()
                        .handle()
                        .createQuery(sql)
                        .mapTo(Long.class)
                        .one());
    }
}
