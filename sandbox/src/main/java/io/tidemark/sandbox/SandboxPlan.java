package io.tidemark.sandbox;

import io.tidemark.sandbox.time.Waiting;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox is to run.
 *
 * @param data where tables are kept; {@code null} for nothing to be kept
 * @param instances of Tablestore that exist
 * @param tablestorePort 1 to 65535, or 0 for any free one
 * @param maxComputePort the same
 * @param adminPort the same; {@code null} for no admin port
 * @param seed of faults that strike by chance
 * @param clock that the sandbox's own goes by until it is turned
 * @param waiting what faults that take time wait with
 */
record SandboxPlan(
        @Nullable Path data,
        Set<String> instances,
        int tablestorePort,
        int maxComputePort,
        @Nullable Integer adminPort,
        long seed,
        InstantSource clock,
        Waiting waiting) {}
