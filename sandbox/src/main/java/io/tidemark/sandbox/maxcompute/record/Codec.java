package io.tidemark.sandbox.maxcompute.record;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.SnappyFramedInputStream;
import org.xerial.snappy.SnappyFramedOutputStream;

/** How a record stream is compressed, by the name it has in {@code Content-Encoding} and {@code Accept-Encoding}. */
public enum Codec {
    /** Not compressed: the header is absent. */
    RAW("") {
        @Override
        public InputStream decode(InputStream in) {
            return in;
        }

        @Override
        public OutputStream encode(OutputStream out) {
            return out;
        }
    },
    /** A zlib stream, as the clients write it under this name. */
    DEFLATE("deflate") {
        @Override
        public InputStream decode(InputStream in) {
            Inflater inflater = new Inflater();
            return new InflaterInputStream(in, inflater, BUFFER_BYTES) {
                @Override
                public int read(byte[] bytes, int start, int count) throws IOException {
                    int read = super.read(bytes, start, count);
                    if (read < 0 && inflater.getRemaining() > 0) {
                        throw new IOException("Bytes follow the end of the zlib stream.");
                    }
                    return read;
                }

                @Override
                public void close() throws IOException {
                    inflater.end();
                    super.close();
                }
            };
        }

        @Override
        public OutputStream encode(OutputStream out) {
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            return new DeflaterOutputStream(out, deflater, BUFFER_BYTES) {
                @Override
                public void close() throws IOException {
                    try {
                        super.close();
                    } finally {
                        deflater.end();
                    }
                }
            };
        }
    },
    SNAPPY("x-snappy-framed") {
        @Override
        public InputStream decode(InputStream in) throws IOException {
            return new SnappyFramedInputStream(in);
        }

        @Override
        public OutputStream encode(OutputStream out) throws IOException {
            return new SnappyFramedOutputStream(out);
        }
    },
    LZ4("x-lz4-frame") {
        @Override
        public InputStream decode(InputStream in) throws IOException {
            return new LZ4FrameInputStream(in);
        }

        @Override
        public OutputStream encode(OutputStream out) throws IOException {
            return new LZ4FrameOutputStream(out);
        }
    },
    ZSTD("zstd") {
        @Override
        public InputStream decode(InputStream in) throws IOException {
            return new ZstdInputStream(in);
        }

        @Override
        public OutputStream encode(OutputStream out) throws IOException {
            return new ZstdOutputStream(out);
        }
    };

    private static final int BUFFER_BYTES = 1 << 14;

    private final String encoding;

    Codec(String encoding) {
        this.encoding = encoding;
    }

    /** The name in HTTP headers; empty for {@link #RAW}. */
    public String encoding() {
        return encoding;
    }

    /** The codec of a {@code Content-Encoding} header; empty when the name is not known. */
    public static Optional<Codec> of(@Nullable String encoding) {
        return encoding == null
                ? Optional.of(RAW)
                : Arrays.stream(values())
                        .filter(codec -> codec.encoding.equalsIgnoreCase(encoding.strip()))
                        .findFirst();
    }

    /** A stream of the plain bytes; it fails with an {@link IOException} where the compressed bytes are damaged. */
    public abstract InputStream decode(InputStream in) throws IOException;

    /** A stream that compresses what is written to it; closing it closes {@code out}. */
    public abstract OutputStream encode(OutputStream out) throws IOException;
}
