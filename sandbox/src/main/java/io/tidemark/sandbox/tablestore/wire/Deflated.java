package io.tidemark.sandbox.tablestore.wire;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bodies in the zlib format. */
final class Deflated {

    private Deflated() {}

    static byte[] deflate(byte[] body) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(body);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 2 + 64);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** @param size how long the body is, as the client declares it */
    static byte[] inflate(byte[] body, int size) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(body);
            byte[] out = new byte[size];
            int length = 0;
            while (length < size && !inflater.needsInput() && !inflater.finished()) {
                length += inflater.inflate(out, length, size - length);
            }
            if (length < size) {
                throw TablestoreRefusal.invalidParameter("The compressed body is shorter than it is declared to be.");
            }
            return out;
        } catch (DataFormatException e) {
            throw TablestoreRefusal.invalidParameter("The body is not in the deflate format.");
        } finally {
            inflater.end();
        }
    }
}
