package io.tidemark.sandbox.tablestore.operation;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;

/** Checks stream ids of requests. */
final class StreamIds {

    private static final int MAX_LENGTH = 255;

    private StreamIds() {}

    static String checked(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            throw TablestoreRefusal.invalidParameter("Invalid stream id: '" + id + "'.");
        }
        return id;
    }
}
