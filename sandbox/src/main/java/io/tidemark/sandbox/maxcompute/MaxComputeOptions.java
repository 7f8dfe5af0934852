package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.maxcompute.access.Credentials;
import io.tidemark.sandbox.maxcompute.catalog.RecommitPolicy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How a server runs.
 *
 * @param port 0 for any that is free
 * @param dataDirectory the folder that keeps the tables; empty for one that is deleted at the end
 * @param recommit what the commit of a committed session answers, unless a fault says otherwise
 * @param faults what goes wrong with calls; rules may be added while the server runs
 * @param zone in which SQL reads and shows times when a client names none
 */
public record MaxComputeOptions(
        int port,
        Optional<Path> dataDirectory,
        Credentials credentials,
        String project,
        InstantSource clock,
        RecommitPolicy recommit,
        ZoneId zone,
        Faults faults) {

    /** Any free port, nothing kept, the keys and the project that scripts may rely on. */
    public static MaxComputeOptions of(InstantSource clock) {
        return new MaxComputeOptions(
                0,
                Optional.empty(),
                Credentials.of("sandbox-id", "sandbox-secret"),
                "sandbox",
                clock,
                RecommitPolicy.REPEATABLE,
                ZoneId.of("Asia/Shanghai"),
                Faults.none());
    }

    public MaxComputeOptions withPort(int newPort) {
        return new MaxComputeOptions(newPort, dataDirectory, credentials, project, clock, recommit, zone, faults);
    }

    public MaxComputeOptions withDataDirectory(Path folder) {
        return new MaxComputeOptions(port, Optional.of(folder), credentials, project, clock, recommit, zone, faults);
    }

    public MaxComputeOptions withCredentials(Credentials newCredentials) {
        return new MaxComputeOptions(port, dataDirectory, newCredentials, project, clock, recommit, zone, faults);
    }

    public MaxComputeOptions withRecommit(RecommitPolicy newRecommit) {
        return new MaxComputeOptions(port, dataDirectory, credentials, project, clock, newRecommit, zone, faults);
    }

    public MaxComputeOptions withFaults(Faults other) {
        return new MaxComputeOptions(port, dataDirectory, credentials, project, clock, recommit, zone, other);
    }
}
