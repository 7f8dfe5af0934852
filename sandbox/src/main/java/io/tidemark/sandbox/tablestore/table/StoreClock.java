package io.tidemark.sandbox.tablestore.table;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The time as streams count it. */
record StoreClock(InstantSource source) {

    /** Microseconds since 1970. */
    long micros() {
        Instant now = source.instant();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    }
}
