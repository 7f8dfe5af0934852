package io.tidemark.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Lets through what is written but its end: of a short answer half, of a long one all but the last part. */
final class HalfOutput extends OutputStream {

    private static final int KEPT_BACK = 64 * 1024;

    private final OutputStream out;
    private byte[] kept = new byte[0];
    private boolean begun;

    HalfOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int count) throws IOException {
        byte[] all = Arrays.copyOf(kept, kept.length + count);
        System.arraycopy(bytes, start, all, kept.length, count);
        int through = Math.max(0, all.length - KEPT_BACK);
        if (through > 0) {
            out.write(all, 0, through);
            begun = true;
        }
        kept = Arrays.copyOfRange(all, through, all.length);
    }

    /** Sends what may be sent; the end is never written. */
    @Override
    public void close() throws IOException {
        if (!begun) {
            out.write(kept, 0, kept.length / 2);
        }
        out.flush();
    }
}
