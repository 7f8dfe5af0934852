package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Upstream;
import io.tidemark.operator.Causes.Known;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CausesTest {
    private final Map<InstanceId, Known> all = new HashMap<>();

    @Test
    void aWayIsFollowedToWhatHasFailed() {
        waits("c", "b");
        waits("b", "a", "done");
        is("a", InstanceState.FAILED, "attempt 3 failed: no such table; that was the last attempt");

        assertThat(why("c"))
                .containsExactly(
                        id("c") + " is WAITING.",
                        "It runs after " + id("b") + ", which runs after " + id("a")
                                + ", which is FAILED: attempt 3 failed: no such table; that was the last attempt.",
                        "  Create the table.",
                        "  `tidemark instances rerun " + id("a") + "` runs it once more; `tidemark instances"
                                + " set-successful " + id("a")
                                + " --reason TEXT` lets what waits for it go on without it.");
    }

    @Test
    void whatNeedsAPersonComesFirstAndEachCauseOnce() {
        waits("d", "b", "c", "late");
        waits("b", "a");
        waits("c", "a");
        is("a", InstanceState.RUNNING, "attempt 1 runs on node-1");
        is("late", InstanceState.FROZEN, "ann has frozen it");

        assertThat(why("d"))
                .containsExactly(
                        id("d") + " is WAITING.",
                        "It runs after " + id("late") + ", which is FROZEN: ann has frozen it.",
                        "  `tidemark instances unfreeze " + id("late") + "` lets it go on.",
                        "It runs after " + id("b") + ", which runs after " + id("a")
                                + ", which is RUNNING: attempt 1 runs on node-1.");
    }

    @Test
    void aLongChainIsShownByItsEnds() {
        for (int i = 1; i <= 30; i++) {
            waits("t" + i, "t" + (i - 1));
        }
        is("t0", InstanceState.UNDECIDED, "a person decides");

        assertThat(why("t30").get(1))
                .isEqualTo("It runs after " + id("t29") + ", which runs after " + id("t28")
                        + ", which runs after 27 more, one after the other, which runs after " + id("t0")
                        + ", which is UNDECIDED: a person decides.");
        assertThat(why("t30").get(2)).contains("tidemark windows resolve");
    }

    @Test
    void whatItWaitsForItselfIsSaidToo() {
        all.put(
                id("a"),
                new Known(InstanceState.WAITING, "planned", List.of(), List.of("it is due at 10:05:00"), none()));
        waits("b", "a", "absent");
        all.remove(id("absent"));

        assertThat(why("a")).containsExactly(id("a") + " is WAITING.", "It is due at 10:05:00.");
        assertThat(why("b"))
                .containsExactly(
                        id("b") + " is WAITING.",
                        "It runs after " + id("a") + ", which is WAITING: it is due at 10:05:00.",
                        "It runs after " + id("absent") + ", which is not planned yet.");
        waits("free");
        assertThat(why("free").get(1)).startsWith("It waits for nothing");
    }

    @Test
    void manyCausesAreCounted() {
        String[] upstreams =
                Stream.iterate(0, i -> i + 1).limit(25).map(i -> "u" + i).toArray(String[]::new);
        waits("all", upstreams);
        Stream.of(upstreams).forEach(name -> is(name, InstanceState.RUNNING, "it runs"));

        assertThat(why("all")).hasSize(12).last().isEqualTo("And so on for 15 more.");
    }

    @Test
    void oneThatHasEndedSaysWhy() {
        is("a", InstanceState.SUCCEEDED, "3 rows written");
        assertThat(why("a")).containsExactly(id("a") + " is SUCCEEDED: 3 rows written.");
    }

    private void is(String name, InstanceState state, String why) {
        Optional<String> advice = state == InstanceState.FAILED ? Optional.of("Create the table.") : Optional.empty();
        all.put(id(name), new Known(state, why, List.of(), List.of(), advice));
    }

    private void waits(String name, String... upstreams) {
        List<Upstream> open = Stream.of(upstreams)
                .filter(upstream -> !upstream.equals("done"))
                .map(upstream -> new Upstream(id(upstream), Optional.empty()))
                .toList();
        all.put(id(name), new Known(InstanceState.WAITING, "planned", open, List.of(), none()));
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private List<String> why(String name) {
        return new Causes(id -> Optional.ofNullable(all.get(id))).of(id(name));
    }

    private static InstanceId id(String name) {
        return InstanceId.parse("w/" + name + "@2026-11-22T10:05+08:00");
    }
}
