package io.tidemark.workflow;

import java.time.Duration;
import java.util.Optional;

/** A place to read from or write to, known by its name in definitions. */
public sealed interface DataSource {
    String name();

    String endpoint();

    Credentials credentials();

    /**
     * A Tablestore instance.
     *
     * @param endpoint {@code http(s)://host[:port]}, no path
     * @param safetyLag how long after a window's end it is read at the earliest; zero or longer
     */
    record Tablestore(String name, String endpoint, String instance, Credentials credentials, Duration safetyLag)
            implements DataSource {
        public Tablestore {
            if (safetyLag.isNegative()) {
                throw new IllegalArgumentException("the safety lag is zero or longer");
            }
        }
    }

    /**
     * A MaxCompute project.
     *
     * @param endpoint {@code http(s)://host[:port]/api}
     * @param tunnelEndpoint absent: the service is asked for it
     */
    record MaxCompute(
            String name,
            String endpoint,
            Optional<String> tunnelEndpoint,
            String project,
            Credentials credentials,
            Optional<String> quota)
            implements DataSource {}
}
