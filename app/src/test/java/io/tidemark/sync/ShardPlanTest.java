package io.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardPlanTest {
    @Test
    void aFamilyStaysTogetherParentsFirst() {
        ShardPlan plan = ShardPlan.of(
                List.of(shard("merged", "left", "right"), shard("left", "root"), shard("right", "root"), shard("root")),
                Optional.empty(),
                since -> true,
                8);

        assertThat(plan.groups()).hasSize(1);
        assertThat(plan.groups().get(0)).containsExactly(id("root"), id("left"), id("right"), id("merged"));
    }

    @Test
    void strangersAreDealtOverTheGroups() {
        ShardPlan plan = ShardPlan.of(
                List.of(shard("a"), shard("b"), shard("c"), shard("d"), shard("e")),
                Optional.empty(),
                since -> true,
                2);

        assertThat(plan.groups()).containsExactly(List.of(id("a"), id("c"), id("e")), List.of(id("b"), id("d")));
    }

    @Test
    void anEndedParentIsKeptAsLongAsItIsListedOrNamed() {
        Checkpoints start = Checkpoints.of(Map.of(
                id("listed"), Checkpoint.ended(null, null, 3),
                id("named"), Checkpoint.ended(null, null, 3),
                id("forgotten"), Checkpoint.ended(null, null, 3)));

        ShardPlan plan =
                ShardPlan.of(List.of(shard("listed"), shard("child", "named")), Optional.of(start), since -> true, 4);

        assertThat(plan.kept()).containsOnlyKeys(id("listed"), id("named"));
        assertThat(plan.groups()).containsExactly(List.of(id("child")));
    }

    @Test
    void aShardThatVanishedBeforeItsEndIsALoss() {
        Checkpoints start = Checkpoints.of(Map.of(id("gone"), Checkpoint.at(new ShardIterator("x"))));

        assertThatThrownBy(() -> ShardPlan.of(List.of(shard("other")), Optional.of(start), since -> true, 4))
                .hasMessageContaining("Shard gone is gone")
                .hasMessageContaining("expired unread");
    }

    @Test
    void aParentThatCameAndWentUnseenIsALoss() {
        Checkpoints start = Checkpoints.of(Map.of(id("a"), Checkpoint.at(new ShardIterator("x"))));

        assertThatThrownBy(() ->
                        ShardPlan.of(List.of(shard("a"), shard("b", "unseen")), Optional.of(start), since -> true, 4))
                .hasMessageContaining("Shard b continues shard unseen");
    }

    @Test
    void aShardThatWasOpenedLongBeforeItIsFirstReadMayHaveLostRecords() {
        Instant listed = Samples.TEN;
        Checkpoints ended = Checkpoints.of(Map.of(id("a"), Checkpoint.ended(null, listed, 3)));
        List<Shard> child = List.of(shard("b", "a"));

        assertThatThrownBy(() -> ShardPlan.of(child, Optional.of(ended), listed::isBefore, 4))
                .hasMessageContaining("Shard b was opened after " + listed);
        assertThat(ShardPlan.of(child, Optional.of(ended), since -> true, 4).shards())
                .isEqualTo(1);

        Checkpoints open = Checkpoints.of(
                Map.of(id("a"), Checkpoint.ended(null, listed, 3), id("c"), Checkpoint.at(new ShardIterator("tail"))));
        assertThat(ShardPlan.of(List.of(shard("c"), shard("b", "a", "c")), Optional.of(open), listed::isBefore, 4)
                        .shards())
                .as("what is left of c comes first and is older")
                .isEqualTo(2);
    }

    @Test
    void theFirstWindowTakesAnUnknownParentForFinished() {
        assertThat(ShardPlan.of(List.of(shard("b", "expired")), Optional.empty(), since -> true, 4)
                        .shards())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyLineageIsReadOnceWithParentsBeforeChildrenInOneGroup(long seed) {
        Random random = new Random(seed);
        Map<ShardId, Shard> all = new HashMap<>();
        List<ShardId> open = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            List<ShardId> parents = new ArrayList<>();
            int kind = open.size() < 3 ? 0 : random.nextInt(3);
            for (int p = 0; p < kind; p++) {
                parents.add(open.remove(random.nextInt(open.size())));
            }
            for (int child = 0; child < (kind == 1 ? 2 : 1); child++) {
                ShardId id = id("s" + random.nextInt(1_000_000) + "-" + i + child);
                all.put(id, new Shard(id, parents));
                open.add(id);
            }
        }
        int most = 1 + random.nextInt(6);

        ShardPlan plan = ShardPlan.of(List.copyOf(all.values()), Optional.empty(), since -> true, most);

        assertThat(plan.groups()).as("seed %d", seed).hasSizeLessThanOrEqualTo(most);
        Set<ShardId> read = new HashSet<>();
        for (List<ShardId> group : plan.groups()) {
            Set<ShardId> before = new HashSet<>();
            for (ShardId shard : group) {
                assertThat(before)
                        .as("seed %d, %s", seed, shard)
                        .containsAll(all.get(shard).parents());
                before.add(shard);
                assertThat(read.add(shard))
                        .as("seed %d, %s read once", seed, shard)
                        .isTrue();
            }
        }
        assertThat(read).as("seed %d", seed).isEqualTo(all.keySet());
    }

    private static ShardId id(String value) {
        return new ShardId(value);
    }

    private static Shard shard(String id, String... parents) {
        return new Shard(id(id), List.of(parents).stream().map(ShardId::new).toList());
    }
}
