package io.tidemark.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultsTest {

    private static final Fault RESET = new Fault.Reset(Moment.BEFORE);

    private final Faults faults = new Faults(7, time -> {});

    /** The numbers of the struck calls among the first so many. */
    private static List<Long> struck(Hits hits, long seed, int calls) {
        List<Long> struck = new ArrayList<>();
        for (long call = 1; call <= calls; call++) {
            if (hits.strikes(call, struck.size(), seed)) {
                struck.add(call);
            }
        }
        return struck;
    }

    private boolean strikes(Operation operation, String table) {
        return !faults.strike(operation, () -> Set.of(table)).isEmpty();
    }

    @Test
    void callsAreChosenByTheirNumber() {
        assertThat(struck(Hits.ALL, 0, 4)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(struck(Hits.ALL.calls(3, 3), 0, 9)).containsExactly(3L);
        assertThat(struck(Hits.ALL.calls(2, 4), 0, 9)).containsExactly(2L, 3L, 4L);
        assertThat(struck(Hits.ALL.every(3), 0, 9)).containsExactly(1L, 4L, 7L);
        assertThat(struck(Hits.ALL.calls(2, 8).every(2).times(3), 0, 9)).containsExactly(2L, 4L, 6L);
    }

    @Test
    void aProbabilityGivesTheSameCallsForTheSameSeedAndAboutAsManyAsItSays() {
        Hits tenth = Hits.ALL.probability(0.1);
        for (long seed = 0; seed < 20; seed++) {
            List<Long> struck = struck(tenth, seed, 10_000);
            assertThat(struck).as("seed " + seed).isEqualTo(struck(tenth, seed, 10_000));
            assertThat(struck).as("seed " + seed).hasSizeBetween(850, 1150);
        }
        assertThat(struck(tenth, 1, 100)).isNotEqualTo(struck(tenth, 2, 100));
        assertThat(struck(tenth.times(2), 1, 10_000)).hasSize(2);
    }

    @Test
    void rulesGetTheirSeedsFromTheSeedOfAll() {
        Faults same = new Faults(7, time -> {});
        FaultRule rule = FaultRule.on(Operation.PUT_ROW, RESET).hits(Hits.ALL.probability(0.5));
        assertThat(faults.add(rule)).isEqualTo(same.add(rule));
        assertThat(faults.add(rule).seed()).isNotEqualTo(faults.rules().get(0).seed());
        assertThat(faults.add(rule, 99).seed()).isEqualTo(99);
    }

    @Test
    void aRuleSeesOnlyCallsOfItsOperationAndItsTable() {
        faults.add(FaultRule.on(Operation.PUT_ROW, RESET).table("A").call(2));
        assertThat(strikes(Operation.PUT_ROW, "b")).isFalse();
        assertThat(strikes(Operation.GET_ROW, "a")).isFalse();
        assertThat(strikes(Operation.PUT_ROW, "a")).isFalse();
        assertThat(strikes(Operation.PUT_ROW, "a")).isTrue();
        assertThat(strikes(Operation.PUT_ROW, "a")).isFalse();
        assertThat(faults.rules().get(0).calls()).isEqualTo(3);
        assertThat(faults.rules().get(0).struck()).isEqualTo(1);
    }

    @Test
    void aServiceIsAllItsOperations() {
        faults.add(FaultRule.on(Service.MAXCOMPUTE, RESET));
        for (Operation operation : Operation.values()) {
            assertThat(strikes(operation, "t")).isEqualTo(operation.service() == Service.MAXCOMPUTE);
        }
    }

    @Test
    void rulesGoOneByOneOrAllAtOnce() {
        long first = faults.add(FaultRule.on(Operation.PUT_ROW, RESET)).id();
        faults.add(FaultRule.on(Operation.PUT_ROW, new Fault.HalfAnswer()));
        assertThat(faults.strike(Operation.PUT_ROW, Set::of).faults()).containsExactly(RESET, new Fault.HalfAnswer());
        assertThat(faults.remove(first)).isTrue();
        assertThat(faults.remove(first)).isFalse();
        assertThat(faults.strike(Operation.PUT_ROW, Set::of).faults()).containsExactly(new Fault.HalfAnswer());
        assertThat(faults.clear()).isEqualTo(1);
        assertThat(strikes(Operation.PUT_ROW, "t")).isFalse();
    }

    @Test
    void callsOfManyThreadsAreCountedOnce() throws Exception {
        faults.add(FaultRule.on(Operation.PUT_ROW, RESET).hits(Hits.ALL.every(4)));
        AtomicLong struck = new AtomicLong();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int call = 0; call < 1000; call++) {
                    struck.addAndGet(strikes(Operation.PUT_ROW, "t") ? 1 : 0);
                }
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(struck.get()).isEqualTo(2000);
        assertThat(faults.rules().get(0).calls()).isEqualTo(8000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latency=250ms",
                "latency=2m@after",
                "reset",
                "reset@after",
                "refused=10s",
                "half",
                "status=503",
                "status=429@after",
                "error=OTSServerBusy",
                "error=StatusConflict@after",
                "bad-signature",
                "skew=-20m",
                "pages=3",
                "shards=split",
                "trim=3",
                "slow-commit=30s",
                "recommit-conflict",
                "session=expired",
                "cut-block=1"
            })
    void everyFaultHasATextThatIsReadBack(String text) {
        assertThat(FaultText.text(FaultText.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latency | no length of time",
                "latency=soon | no length of time",
                "latency=-1s | negative",
                "half@after | takes no '@after'",
                "half=1 | takes no '='",
                "status=200 | from 400 to 599",
                "status=x | whole number",
                "error= | comes a code",
                "shards=explode | [split, merge, expire]",
                "pages=0 | from 1 to 10000",
                "cut-block=0 | From 1 to",
                "blackout | There is no fault 'blackout'"
            })
    void whatIsNoFaultIsOneSentence(String text, String says) {
        assertThatThrownBy(() -> FaultText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says)
                .hasMessageEndingWith(".");
    }

    @Test
    void aFaultStrikesOnlyWhatItIsFor() {
        assertThatThrownBy(() -> FaultRule.on(Operation.PUT_ROW, new Fault.SlowCommit(Duration.ofSeconds(1))))
                .hasMessage("The fault 'slow-commit=1s' cannot strike PutRow: it is for CommitUpload.");
        assertThatThrownBy(() -> FaultRule.on(Service.MAXCOMPUTE, new Fault.BadSignature()))
                .hasMessage(
                        "The fault 'bad-signature' cannot strike maxcompute: it is for all operations of Tablestore.");
        assertThatThrownBy(() -> Target.parse("PutRows"))
                .hasMessageStartingWith("There is no operation 'PutRows': take one of tablestore, maxcompute,")
                .hasMessageContaining("CommitUpload");
        assertThat(Target.parse("commitupload").operations()).containsExactly(Operation.COMMIT_UPLOAD);
    }

    @Test
    void namesOfOperationsAreUsedOnce() {
        assertThat(Operation.values()).extracting(Operation::toString).doesNotHaveDuplicates();
    }
}
