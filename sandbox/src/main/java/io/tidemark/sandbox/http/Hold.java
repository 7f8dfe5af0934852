package io.tidemark.sandbox.http;

import java.io.IOException;

/** Something that has to be over first. */
@FunctionalInterface
public interface Hold {

    /**
     * Returns when it is over.
     *
     * @throws IOException if it will never be
     */
    void await() throws IOException;
}
