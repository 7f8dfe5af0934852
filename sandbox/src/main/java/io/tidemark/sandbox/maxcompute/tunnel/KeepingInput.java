package io.tidemark.sandbox.maxcompute.tunnel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes down all that is read through it. A failure to write is unchecked: it is not the fault of what is read. */
final class KeepingInput extends FilterInputStream {
    private final OutputStream copy;

    KeepingInput(InputStream in, OutputStream copy) {
        super(in);
        this.copy = copy;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("Read arrays of bytes.");
    }

    @Override
    public int read(byte[] bytes, int start, int count) throws IOException {
        int read = in.read(bytes, start, count);
        if (read > 0) {
            try {
                copy.write(bytes, start, read);
            } catch (IOException e) {
                throw new UncheckedIOException("A block could not be stored.", e);
            }
        }
        return read;
    }
}
