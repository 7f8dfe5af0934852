package io.tidemark.probe;

/** The account behind a data source. Every method asks the service, changes nothing, and throws a failure that says what is wrong. */
public interface Account extends AutoCloseable {
    /**
     * Takes a valid key, and an instance or project that exists.
     *
     * @return what was seen, as a sentence
     */
    String signIn();

    /**
     * Looks at a table as a sync does.
     *
     * @return what was seen, as a sentence
     */
    String look(String table);

    @Override
    void close();
}
