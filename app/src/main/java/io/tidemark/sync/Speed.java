package io.tidemark.sync;

import java.util.OptionalDouble;

/**
 * How fast a window is moved.
 *
 * @param concurrent how many shard groups are read and written at once, 1 or more
 * @param recordsPerSecond most records that are read in a second, more than 0; absent for no limit
 * @param bytesPerSecond most bytes of records that are read in a second, more than 0; absent for no limit
 */
public record Speed(int concurrent, OptionalDouble recordsPerSecond, OptionalDouble bytesPerSecond) {
    public Speed {
        if (concurrent < 1) {
            throw new IllegalArgumentException("concurrent is 1 or more");
        }
        if (recordsPerSecond.orElse(1) <= 0 || bytesPerSecond.orElse(1) <= 0) {
            throw new IllegalArgumentException("a limit of the speed is more than 0");
        }
    }

    /** As fast as both ends let it. */
    public static Speed unlimited(int concurrent) {
        return new Speed(concurrent, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
