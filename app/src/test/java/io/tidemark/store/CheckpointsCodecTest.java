package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.sync.Checkpoint;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.Sequence;
import io.tidemark.sync.ShardId;
import io.tidemark.sync.ShardIterator;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointsCodecTest {
    @Test
    void theTextIsCompactAndStaysReadable() {
        Checkpoints checkpoints = Checkpoints.of(Map.of(
                new ShardId("open"),
                new Checkpoint(
                        new ShardIterator("it\"1"),
                        3,
                        new Sequence(1, 1_000_000, 2),
                        Instant.parse("2026-11-22T10:00:00.123456789Z"),
                        7),
                new ShardId("fresh"),
                Checkpoint.at(new ShardIterator("it2")),
                new ShardId("ended"),
                Checkpoint.ended(null, null, 0)));
        String text = """
                {"ended":{},"fresh":{"at":"it2"},"open":{"at":"it\\"1","skip":3,"seen":[1,1000000,2],\
                "tail":"2026-11-22T10:00:00.123456789Z","records":7}}""";
        assertThat(CheckpointsCodec.encode(checkpoints)).isEqualTo(text);
        assertThat(CheckpointsCodec.decode(text)).isEqualTo(checkpoints);
        assertThat(CheckpointsCodec.decode(CheckpointsCodec.encode(Checkpoints.NONE)))
                .isEqualTo(Checkpoints.NONE);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsEncodedIsDecoded(long seed) {
        Random random = new Random(seed);
        Map<ShardId, Checkpoint> shards = new HashMap<>();
        int count = random.nextInt(20);
        for (int shard = 0; shard < count; shard++) {
            shards.put(new ShardId("shard-ä-" + random.nextInt()), checkpoint(random));
        }
        Checkpoints checkpoints = Checkpoints.of(shards);
        assertThat(CheckpointsCodec.decode(CheckpointsCodec.encode(checkpoints)))
                .as("seed " + seed)
                .isEqualTo(checkpoints);

        List<Long> blocks =
                random.longs(random.nextInt(100), 0, Long.MAX_VALUE).boxed().toList();
        assertThat(CheckpointsCodec.decodeBlocks(CheckpointsCodec.encodeBlocks(blocks)))
                .as("seed " + seed)
                .isEqualTo(blocks);
    }

    @Test
    void otherTextIsRefusedWithoutBeingPasted() {
        assertThatThrownBy(() -> CheckpointsCodec.decode("{\"secret"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret");
    }

    private static Checkpoint checkpoint(Random random) {
        Sequence seen =
                random.nextBoolean() ? new Sequence(random.nextInt(), random.nextLong(), random.nextInt()) : null;
        Instant tail =
                random.nextBoolean() ? Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)) : null;
        long records = random.nextLong(Long.MAX_VALUE);
        return random.nextInt(4) == 0
                ? Checkpoint.ended(seen, tail, records)
                : new Checkpoint(
                        new ShardIterator("{\"\n" + random.nextLong()),
                        random.nextInt(Integer.MAX_VALUE),
                        seen,
                        tail,
                        records);
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }
}
