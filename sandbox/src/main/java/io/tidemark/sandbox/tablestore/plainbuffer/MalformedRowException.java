package io.tidemark.sandbox.tablestore.plainbuffer;

/** Bytes are not a row: a tag out of place, an unknown type, a length beyond the end, or a wrong checksum. */
public final class MalformedRowException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedRowException(String message) {
        super(message);
    }
}
