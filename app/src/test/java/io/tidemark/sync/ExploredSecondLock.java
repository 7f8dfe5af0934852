package io.tidemark.sync;

import java.util.Optional;
import java.util.function.Function;

/** A guard of step (a) that may be missing, because another one holds the same door. */
@SuppressWarnings("ImmutableEnumChecker") // rules have no fields
enum ExploredSecondLock {
    FENCE(Without.of((chain, claim) -> changed(claim, fenceOf(chain, claim), claim.round(), claim.chainVersion()))),
    ROUND(Without.of((chain, claim) -> changed(claim, claim.fence(), roundOf(chain, claim), claim.chainVersion()))),
    CHAIN_VERSION(Without.of((chain, claim) -> changed(claim, claim.fence(), claim.round(), chain.version())));

    private final ExploredRules rules;

    /** @param rules without this guard */
    ExploredSecondLock(ExploredRules rules) {
        this.rules = rules;
    }

    ExploredRules rules() {
        return rules;
    }

    /** A claim as it would have to be for one guard to let it pass. */
    private interface Passing {
        WindowClaim of(ChainState chain, WindowClaim claim);
    }

    private static final class Without extends ExploredRules {
        private final Passing passing;

        private Without(Passing passing) {
            this.passing = passing;
        }

        static ExploredRules of(Passing passing) {
            return new Without(passing);
        }

        @Override
        StepDecision prepare(ChainState chain, WindowClaim claim) {
            return super.prepare(chain, passing.of(chain, claim));
        }
    }

    private static Fence fenceOf(ChainState chain, WindowClaim claim) {
        return of(chain, claim, LedgerWindow::fence).orElse(claim.fence());
    }

    private static int roundOf(ChainState chain, WindowClaim claim) {
        int before = of(chain, claim, LedgerWindow::round).orElse(claim.roundBefore());
        return claim.movesHead() ? before : before + 1;
    }

    private static <T> Optional<T> of(ChainState chain, WindowClaim claim, Function<LedgerWindow, T> what) {
        return chain.windows().stream()
                .filter(row -> row.id() == claim.windowId())
                .map(what)
                .findFirst();
    }

    private static WindowClaim changed(WindowClaim claim, Fence fence, int round, long version) {
        return new WindowClaim(
                claim.windowId(),
                claim.chain(),
                claim.window(),
                fence,
                round,
                version,
                claim.start(),
                claim.end(),
                claim.filterFrom(),
                claim.gap(),
                claim.fill());
    }
}
