package io.tidemark.store;

import static io.tidemark.store.LedgerFixture.CHAIN;
import static io.tidemark.store.LedgerFixture.TEN;
import static io.tidemark.store.LedgerFixture.entries;
import static io.tidemark.store.LedgerFixture.minutes;
import static io.tidemark.store.LedgerFixture.prepared;
import static io.tidemark.store.LedgerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.FailureException;
import io.tidemark.sync.Claim;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowClaim;
import io.tidemark.sync.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random lives of a chain, crashes included, beside a simple model of it. */
@OnBothDatabases
class LedgerModelTest {
    private static final int STEPS = 250;

    @RegisterExtension
    final FreshDatabase fresh = FreshDatabase.inMemory();

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("tidemark.seeds", 12));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theLedgerDoesWhatTheModelSays(long seed) {
        Life life = new Life(new Random(seed));
        for (int step = 0; step < STEPS; step++) {
            String told = "seed " + seed + ", step " + step;
            life.step(told);
            life.check(told);
        }
    }

    private final class Life {
        private final LedgerFixture on = new LedgerFixture(fresh.transactions());
        private final LedgerModel model = new LedgerModel();
        private final Random random;
        private final boolean overwrite;

        /** All claims ever made; most are never finished, as after a crash, or too late. */
        private final List<WindowClaim> held = new ArrayList<>();

        Life(Random random) {
            this.random = random;
            this.overwrite = random.nextBoolean();
        }

        void step(String told) {
            int choice = random.nextInt(20);
            if (choice < 8 || held.isEmpty()) {
                claim(told);
            } else if (choice < 13) {
                prepare(told, anyClaim());
            } else if (choice < 17) {
                complete(told, anyClaim());
            } else if (choice < 18) {
                nextRound(told, anyClaim());
            } else if (choice < 19) {
                undecided(told, anyClaim());
            } else {
                reopen();
            }
        }

        private WindowClaim anyClaim() {
            int newest = held.size() - 1;
            return held.get(random.nextInt(4) > 0 ? newest : random.nextInt(held.size()));
        }

        private void claim(String told) {
            ClaimRequest request = request(CHAIN, window(), overwrite);
            String expected = model.expected(request);
            Claim claim = on.ledger.claim(request);
            assertThat(label(claim)).as(told + ", " + request.window()).isEqualTo(expected);
            if (claim instanceof Claim.Run run) {
                checkCheckpoints(told, run.claim());
                model.ran(request, run.claim());
                held.add(run.claim());
            } else if (claim instanceof Claim.Settle settle) {
                assertThat(settle.prepared()).as(told).isEqualTo(model.row(settle.claim()).prepared);
                model.latest.put(settle.claim().windowId(), settle.claim());
                held.add(settle.claim());
            }
        }

        private Window window() {
            int head = model.head()
                    .map(at -> (int) Duration.between(TEN, at).toMinutes())
                    .orElse(20);
            int start = random.nextInt(3) == 0 ? head - 8 + random.nextInt(14) : head;
            if (random.nextInt(4) == 0 && !model.fixed.isEmpty()) {
                List<LedgerModel.Fixed> rows = List.copyOf(model.fixed.values());
                return rows.get(random.nextInt(rows.size())).window;
            }
            return minutes(start, start + 1 + random.nextInt(4));
        }

        private void checkCheckpoints(String told, WindowClaim claim) {
            if (claim.end().isPresent()) {
                Prepared before = model.row(claim).prepared;
                assertThat(claim.start()).as(told).contains(before.checkpoints().start());
                assertThat(claim.end()).as(told).contains(before.checkpoints().end());
            } else if (model.fixed.isEmpty()) {
                assertThat(claim.start()).as(told).isEmpty();
                assertThat(claim.filterFrom()).as(told).contains(claim.window().start());
            } else {
                Prepared last = model.fixed.lastEntry().getValue().prepared;
                assertThat(claim.start())
                        .as(told)
                        .contains(last.checkpoints().end().asStart());
                assertThat(claim.filterFrom()).as(told).isEmpty();
            }
        }

        private void prepare(String told, WindowClaim claim) {
            boolean allowed = model.mayPrepare(claim);
            Prepared prepared = prepared(claim);
            assertThat(done(() -> on.ledger.prepare(claim, prepared))).as(told).isEqualTo(allowed);
            if (allowed) {
                model.prepared(claim, prepared);
            }
        }

        private void complete(String told, WindowClaim claim) {
            boolean allowed = model.mayEnd(claim);
            assertThat(done(() -> on.ledger.complete(claim, () -> {}))).as(told).isEqualTo(allowed);
            if (allowed) {
                model.row(claim).state = WindowState.COMMITTED;
            }
        }

        private void nextRound(String told, WindowClaim claim) {
            boolean allowed = model.mayEnd(claim);
            int round = claim.round() + 1;
            List<WindowClaim> next = new ArrayList<>();
            assertThat(done(() -> next.add(on.ledger.nextRound(claim, entries(claim, round)))))
                    .as(told)
                    .isEqualTo(allowed);
            if (allowed) {
                LedgerModel.Fixed row = model.row(claim);
                row.round = round;
                row.prepared = new Prepared(row.prepared.checkpoints(), row.prepared.counts(), entries(claim, round));
                model.latest.put(claim.windowId(), next.get(0));
                held.add(next.get(0));
            }
        }

        private void undecided(String told, WindowClaim claim) {
            boolean allowed = model.mayEnd(claim);
            assertThat(done(() -> on.ledger.undecided(claim, "no proof")))
                    .as(told)
                    .isEqualTo(allowed);
            if (allowed) {
                model.row(claim).state = WindowState.UNDECIDED;
            }
        }

        /** A person has proof that a commit did not go in. */
        private void reopen() {
            model.any(row -> row.state == WindowState.UNDECIDED).ifPresent(row -> {
                fresh.transactions()
                        .run(() -> fresh.transactions()
                                .handle()
                                .createUpdate(
                                        "UPDATE sync_window SET state = 'OPEN', fence = 'reopened' WHERE id = :id")
                                .bind("id", row.id)
                                .execute());
                row.state = WindowState.OPEN;
                model.latest.remove(row.id);
            });
        }

        /** The windows whose records are fixed follow each other from the first start to the head, as the model has them. */
        void check(String told) {
            LedgerView view = new LedgerView(fresh.transactions());
            List<WindowView> rows = new ArrayList<>(view.windows(CHAIN, Integer.MAX_VALUE));
            java.util.Collections.reverse(rows);
            List<String> actual = new ArrayList<>();
            rows.forEach(row -> actual.add(row.window() + " " + row.state() + " " + row.round()));
            List<String> expected = new ArrayList<>();
            model.fixed.values().forEach(row -> expected.add(row.window + " " + row.state + " " + row.round));
            if (model.unfixed != null) {
                expected.add(model.unfixed.window() + " OPEN 0");
            }
            assertThat(actual).as(told).isEqualTo(expected);
            for (int next = 1; next < rows.size(); next++) {
                Instant end = rows.get(next - 1).window().end();
                assertThat(rows.get(next).window().start()).as(told).isEqualTo(end);
            }
            view.chains().forEach(chain -> {
                assertThat(chain.head()).as(told).isEqualTo(model.head());
                assertThat(chain.version()).as(told).isEqualTo(model.fixed.size());
            });
        }
    }

    private static boolean done(Runnable step) {
        try {
            step.run();
            return true;
        } catch (FailureException e) {
            assertThat(e.failure().code()).isEqualTo("FENCED_OUT");
            return false;
        }
    }

    private static String label(Claim claim) {
        if (claim instanceof Claim.Run run) {
            return "run " + run.claim().window() + " round " + run.claim().round();
        }
        if (claim instanceof Claim.Settle settle) {
            return "settle " + (settle.own() ? "own " : "") + settle.claim().window();
        }
        if (claim instanceof Claim.AlreadyCommitted done) {
            return "already committed " + done.window();
        }
        if (claim instanceof Claim.Blocked blocked) {
            return "blocked " + blocked.reason().code();
        }
        return "refused " + ((Claim.Refused) claim).reason().code();
    }
}
