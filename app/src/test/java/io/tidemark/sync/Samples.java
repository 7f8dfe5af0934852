package io.tidemark.sync;

import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Values that several tests of the data path use. */
public final class Samples {
    public static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    public static final Partition PARTITION = Partition.parse("ds=20261122");

    private Samples() {}

    /** A text column that takes any text but the word "misfit". */
    public static TargetColumn text(String name, boolean nullable) {
        return new TargetColumn(name, "STRING", nullable, value -> {
            if (value.equals("misfit")) {
                throw new ColumnConversion.Misfit("is the word misfit");
            }
            return value.toString();
        });
    }

    public static TableInfo table() {
        return new TableInfo(List.of(text("id", true), text("v", true)), List.of("ds"));
    }

    public static StreamRecord put(String id, String value, Instant at, int row) {
        return new StreamRecord(
                StreamRecord.Operation.PUT,
                new Sequence(0, micros(at), row),
                List.of(Cell.key("id", id)),
                List.of(Cell.put("v", value, 1)),
                List.of(),
                100);
    }

    static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }

    public static SyncRequest request(Window window, boolean truncate, long errorLimit) {
        return request(
                window, truncate, new ErrorLimit.Records(errorLimit), rows("id", "v"), Optional.of(List.of("id", "v")));
    }

    /** One that appends, in another mode. */
    static SyncRequest request(Window window, ExportMode mode, Optional<List<String>> columns) {
        return request(window, false, ErrorLimit.NONE, mode, columns);
    }

    private static SyncRequest request(
            Window window, boolean truncate, ErrorLimit errorLimit, ExportMode mode, Optional<List<String>> columns) {
        Credentials keys = new Credentials("id", new Secret("secret"), Optional.empty());
        return new SyncRequest(
                new ChainId("quakes/changes"),
                window,
                Duration.ZERO,
                new SyncRequest.Source(
                        new DataSource.Tablestore("ots", "http://127.0.0.1:1", "sandbox", keys, Duration.ZERO),
                        "quakes",
                        "status",
                        3),
                new SyncRequest.Target(
                        new DataSource.MaxCompute(
                                "odps", "http://127.0.0.1:1/api", Optional.empty(), "sandbox", keys, Optional.empty()),
                        "quakes_changes",
                        false,
                        PARTITION,
                        columns,
                        truncate,
                        false,
                        false),
                mode,
                Speed.unlimited(2),
                errorLimit,
                GapPolicy.EXTEND,
                Optional.empty());
    }

    /** Row mode with these columns. */
    public static ExportMode rows(String... names) {
        return new ExportMode.RowMode(
                Stream.of(names).<SourceColumn>map(SourceColumn.Named::new).toList(), false);
    }

    public static Window minutes(int from, int to) {
        return new Window(TEN.plusSeconds(60L * from), TEN.plusSeconds(60L * to));
    }
}
