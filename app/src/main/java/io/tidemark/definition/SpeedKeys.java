package io.tidemark.definition;

import io.tidemark.sync.Speed;
import io.tidemark.workflow.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code setting.speed}. */
final class SpeedKeys {
    static final String ROWS = "rowsPerSecond";
    static final String BYTES = "bytesPerSecond";
    static final String MEGABYTES = "mbps";

    /** As DataWorks counts them. */
    private static final int MEGABYTE = 1 << 20;

    private static final long CONCURRENT = 2;
    private static final long MOST_CONCURRENT = 1000;
    private static final BigDecimal LEAST = new BigDecimal("0.001");
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    private SpeedKeys() {}

    /** Speed where nothing is written about it. */
    static Speed usual() {
        return Speed.unlimited((int) CONCURRENT);
    }

    /** What is wrong is a problem, and taken as if it were not there. */
    static Speed read(Section speed, Problems problems) {
        int concurrent = speed.wholeNumber("concurrent", 1, MOST_CONCURRENT)
                .orElse(CONCURRENT)
                .intValue();
        boolean throttle = speed.truth("throttle").orElse(false);
        Optional<BigDecimal> megabytes = speed.decimal(MEGABYTES, LEAST, MOST);
        Optional<BigDecimal> bytes = speed.decimal(BYTES, LEAST, MOST);
        Optional<BigDecimal> rows = speed.decimal(ROWS, LEAST, MOST);
        List<String> limits = List.of(MEGABYTES, BYTES, ROWS);
        boolean limited = limits.stream().anyMatch(speed::has);
        if (throttle && !limited) {
            problems.error(
                    speed.placeOf("throttle"),
                    "`throttle` is true, but nothing says how fast; write `" + MEGABYTES + "`, `" + BYTES + "` or `"
                            + ROWS + "` beside it");
        }
        if (speed.has(MEGABYTES) && speed.has(BYTES)) {
            problems.error(speed.placeOf(BYTES), "`" + BYTES + "` and `" + MEGABYTES + "` mean the same; remove one");
        }
        if (!throttle && !speed.waiting("throttle").isPresent()) {
            limits.forEach(key -> speed.ignore(key, "has no effect while `throttle` is not true"));
        }
        speed.finish();
        return throttle
                ? new Speed(concurrent, number(rows), number(bytes.or(() -> megabytes.map(SpeedKeys::bytes))))
                : Speed.unlimited(concurrent);
    }

    private static BigDecimal bytes(BigDecimal megabytes) {
        return megabytes.multiply(BigDecimal.valueOf(MEGABYTE));
    }

    private static OptionalDouble number(Optional<BigDecimal> number) {
        return number.map(BigDecimal::doubleValue).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
