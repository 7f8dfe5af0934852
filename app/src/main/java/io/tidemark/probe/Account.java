package io.tidemark.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The account behind a data source. Every method asks the service, changes nothing, and throws a failure that says what is wrong. */
public interface Account extends AutoCloseable {
    /**
     * Takes a valid key, and an instance or project that exists; what the key may do there is another question.
     *
     * @return what was seen, as a sentence
     */
    String signIn();

    /** The address that rows go to, where it is not the endpoint. */
    Optional<Tunnel> tunnel();

    /**
     * Looks at a table as a sync does.
     *
     * @return what was seen, as a sentence
     */
    String look(String table);

    /** What a sync needs its key for, as far as it can be tried without harm; no call is made yet. */
    List<Permission> permissions(Tables tables);

    /**
     * Reads the first rows of a table.
     *
     * @param partition values of partition columns, not necessarily of all; empty for any partition, or a table without
     * @param limit at least 1
     */
    FirstRows firstRows(String table, Map<String, String> partition, int limit);

    @Override
    void close();
}
