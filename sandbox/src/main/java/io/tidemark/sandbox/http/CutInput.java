package io.tidemark.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A body without its last bytes, which are known only when they have come. Not for several threads. */
final class CutInput extends InputStream {

    private final InputStream body;
    private final int cut;
    /** What has come and may yet turn out to be the end: never more than {@code cut} bytes. */
    private byte[] keptBack = new byte[0];

    CutInput(InputStream body, int cut) {
        this.body = body;
        this.cut = cut;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int start, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        byte[] all = Arrays.copyOf(keptBack, cut + count);
        int filled = keptBack.length;
        while (filled <= cut) {
            int read = body.read(all, filled, all.length - filled);
            if (read < 0) {
                keptBack = Arrays.copyOf(all, filled);
                return -1;
            }
            filled += read;
        }
        int given = filled - cut;
        System.arraycopy(all, 0, into, start, given);
        keptBack = Arrays.copyOfRange(all, given, filled);
        return given;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
