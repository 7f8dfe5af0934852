package io.tidemark.sync;

/**
 * What a partition holds, against what the windows that were read again say it should.
 *
 * @param expected rows of the windows
 * @param missing those of them that the partition does not hold
 * @param others rows of the partition that are not theirs
 * @param dirty rows that the windows leave out because a value does not fit
 */
public record Verification(Partition partition, long expected, long missing, long others, long dirty) {
    /** Whether the partition holds exactly the rows of the windows. */
    public boolean isExact() {
        return missing == 0 && others == 0;
    }
}
