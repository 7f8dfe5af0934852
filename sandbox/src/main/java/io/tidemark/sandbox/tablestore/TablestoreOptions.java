package io.tidemark.sandbox.tablestore;

import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.tablestore.operation.StreamCaps;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a local Tablestore runs.
 *
 * @param port 1 to 65535, or 0 for any free one
 * @param dataDirectory where tables are kept; {@code null} for a temporary directory that goes when the server closes
 * @param secrets by access key id
 * @param securityTokens what a temporary key has to send along, by access key id
 * @param instances the names that exist; empty if every name does
 * @param initialShards of a table that is created without partitions of its own, at least 1
 * @param streamCaps how much one GetStreamRecord gives at most
 * @param segmentBytes how large a file of a shard's log grows before the next one begins
 * @param clock tells the time of changes, and when they expire
 * @param faults what goes wrong with calls; rules may be added while the server runs
 */
public record TablestoreOptions(
        int port,
        @Nullable Path dataDirectory,
        Map<String, String> secrets,
        Map<String, String> securityTokens,
        Set<String> instances,
        int initialShards,
        StreamCaps streamCaps,
        long segmentBytes,
        InstantSource clock,
        Faults faults) {

    private static final long SEGMENT_BYTES = 64L << 20;

    public TablestoreOptions {
        secrets = Map.copyOf(secrets);
        securityTokens = Map.copyOf(securityTokens);
        instances = Set.copyOf(instances);
    }

    /** Any free port, nothing kept, the keys and the instance that scripts may rely on. */
    public static TablestoreOptions of(InstantSource clock) {
        return new TablestoreOptions(
                0,
                null,
                Map.of("sandbox-id", "sandbox-secret"),
                Map.of(),
                Set.of("sandbox"),
                1,
                StreamCaps.DEFAULT,
                SEGMENT_BYTES,
                clock,
                Faults.none());
    }

    public TablestoreOptions withPort(int other) {
        return new TablestoreOptions(
                other,
                dataDirectory,
                secrets,
                securityTokens,
                instances,
                initialShards,
                streamCaps,
                segmentBytes,
                clock,
                faults);
    }

    public TablestoreOptions withDataDirectory(Path other) {
        return new TablestoreOptions(
                port,
                other,
                secrets,
                securityTokens,
                instances,
                initialShards,
                streamCaps,
                segmentBytes,
                clock,
                faults);
    }

    public TablestoreOptions withSecrets(Map<String, String> other) {
        return new TablestoreOptions(
                port,
                dataDirectory,
                other,
                securityTokens,
                instances,
                initialShards,
                streamCaps,
                segmentBytes,
                clock,
                faults);
    }

    public TablestoreOptions withSecurityTokens(Map<String, String> other) {
        return new TablestoreOptions(
                port, dataDirectory, secrets, other, instances, initialShards, streamCaps, segmentBytes, clock, faults);
    }

    public TablestoreOptions withInstances(Set<String> other) {
        return new TablestoreOptions(
                port,
                dataDirectory,
                secrets,
                securityTokens,
                other,
                initialShards,
                streamCaps,
                segmentBytes,
                clock,
                faults);
    }

    public TablestoreOptions withInitialShards(int other) {
        return new TablestoreOptions(
                port,
                dataDirectory,
                secrets,
                securityTokens,
                instances,
                other,
                streamCaps,
                segmentBytes,
                clock,
                faults);
    }

    public TablestoreOptions withStreamCaps(StreamCaps other) {
        return new TablestoreOptions(
                port,
                dataDirectory,
                secrets,
                securityTokens,
                instances,
                initialShards,
                other,
                segmentBytes,
                clock,
                faults);
    }

    public TablestoreOptions withSegmentBytes(long other) {
        return new TablestoreOptions(
                port,
                dataDirectory,
                secrets,
                securityTokens,
                instances,
                initialShards,
                streamCaps,
                other,
                clock,
                faults);
    }

    public TablestoreOptions withFaults(Faults other) {
        return new TablestoreOptions(
                port,
                dataDirectory,
                secrets,
                securityTokens,
                instances,
                initialShards,
                streamCaps,
                segmentBytes,
                clock,
                other);
    }

    @Override
    public String toString() {
        return "TablestoreOptions[port=" + port + ", dataDirectory=" + dataDirectory + ", instances=" + instances
                + ", initialShards=" + initialShards + "]";
    }
}
