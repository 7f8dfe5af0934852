package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** The zone of times without offset. */
final class ZoneOption {
    @Option(
            names = {"--timezone", "--zone"},
            paramLabel = "ZONE",
            description = "zone of times without offset (default: Asia/Shanghai)",
            defaultValue = "Asia/Shanghai")
    private String timezone = "Asia/Shanghai";

    /**
     * The zone.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code UNKNOWN_ZONE}
     */
    ZoneId zone() {
        try {
            return ZoneId.of(timezone);
        } catch (DateTimeException e) {
            throw Failure.user(
                            "UNKNOWN_ZONE",
                            "--timezone " + timezone + " is not a time zone.",
                            "Write it as Asia/Shanghai, Europe/Berlin or +08:00.")
                    .asException(e);
        }
    }
}
