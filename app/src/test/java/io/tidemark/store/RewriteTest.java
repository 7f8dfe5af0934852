package io.tidemark.store;

import static io.tidemark.store.LedgerFixture.CHAIN;
import static io.tidemark.store.LedgerFixture.TEN;
import static io.tidemark.store.LedgerFixture.append;
import static io.tidemark.store.LedgerFixture.minutes;
import static io.tidemark.store.LedgerFixture.prepared;
import static io.tidemark.store.LedgerFixture.truncate;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Failure;
import io.tidemark.sync.Claim;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.WindowClaim;
import io.tidemark.sync.WindowState;
import io.tidemark.workflow.GapPolicy;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A committed window that replaces what its target held may be written again, always with the same records. */
@OnBothDatabases
class RewriteTest {
    @RegisterExtension
    final FreshDatabase fresh = FreshDatabase.inMemory();

    private @Nullable LedgerFixture fixture;

    @BeforeEach
    void ledger() {
        fixture = new LedgerFixture(fresh.transactions());
    }

    @Test
    void aCommittedTruncateIsWrittenAgainOverTheSameCheckpoints() {
        WindowClaim first = on().committed(truncate(0, 1));
        on().committed(truncate(1, 2));
        Prepared written = prepared(first);

        WindowClaim again = on().run(truncate(0, 1));
        assertThat(again.round()).isEqualTo(1);
        assertThat(again.start()).contains(written.checkpoints().start());
        assertThat(again.end()).contains(written.checkpoints().end());
        assertThat(again.filterFrom()).contains(TEN);
        assertThat(on().state(0)).isEqualTo(WindowState.COMMITTED);

        on().ledger.prepare(again, prepared(again));
        assertThat(on().state(0)).isEqualTo(WindowState.COMMITTING);
        on().ledger.complete(again, () -> {});
        assertThat(on().run(truncate(0, 1)).round()).isEqualTo(2);
        assertThat(on().chain().head()).contains(minutes(0, 2).end());
        assertThat(on().chain().version()).isEqualTo(2);
    }

    @Test
    void anAbandonedRewriteLeavesTheWindowCommittedAndItsRoundUnused() {
        on().committed(truncate(0, 1));
        on().run(truncate(0, 1));
        assertThat(on().state(0)).isEqualTo(WindowState.COMMITTED);
        assertThat(on().run(truncate(0, 1)).round()).isEqualTo(1);
        assertThat(on().run(truncate(1, 2)).window()).isEqualTo(minutes(1, 2));
    }

    @Test
    void aWindowKeepsHowAndWhereItWasWritten() {
        on().committed(append(0, 1));
        assertThat(refused(truncate(0, 1)).code()).isEqualTo("TRUNCATE_CHANGED");
        ClaimRequest elsewhere = new ClaimRequest(
                CHAIN,
                LedgerFixture.STREAM,
                minutes(0, 1),
                Duration.ZERO,
                false,
                "sandbox.other",
                "tester",
                GapPolicy.EXTEND,
                Optional.empty());
        assertThat(refused(elsewhere).code()).isEqualTo("TARGET_CHANGED");
    }

    @Test
    void anOpenWindowWaitsForARewriteBeforeItThatWasBegun() {
        on().committed(truncate(0, 1));
        on().run(truncate(1, 2));
        WindowClaim rewrite = on().run(truncate(0, 1));
        on().ledger.prepare(rewrite, prepared(rewrite));
        assertThat(on().settle(truncate(1, 2)).claim().window()).isEqualTo(minutes(0, 1));
    }

    @Test
    void rewritesDoNotWaitForEachOther() {
        on().committed(truncate(0, 1));
        on().committed(truncate(1, 2));
        WindowClaim first = on().run(truncate(0, 1));
        on().ledger.prepare(first, prepared(first));
        WindowClaim second = on().run(truncate(1, 2));
        on().ledger.prepare(second, prepared(second));
        on().ledger.complete(second, () -> {});
        on().ledger.complete(first, () -> {});
        assertThat(on().chain().version()).isEqualTo(2);
    }

    private LedgerFixture on() {
        return requireNonNull(fixture);
    }

    private Failure refused(ClaimRequest request) {
        return on().answer(request, Claim.Refused.class).reason();
    }
}
