package io.tidemark.sandbox.tablestore.operation;

import io.tidemark.sandbox.tablestore.table.Instance;
import java.io.IOException;

/** One thing that clients can ask for. Safe for many threads. */
@FunctionalInterface
interface Operation {

    /**
     * Does it.
     *
     * @param request the serialized message
     * @return the serialized answer
     * @throws IOException also if the bytes are no such message
     */
    byte[] answer(Instance instance, byte[] request) throws IOException;
}
