package io.tidemark.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/** Files whose names begin with {@code rationed:} lie on a disk that gets full, as the operating system tells it. H2 creates one for each name. */
public final class RationedDisk extends FilePathWrapper {
    static final String SCHEME = "rationed";

    private static final AtomicLong ROOM = new AtomicLong();

    /** For H2. */
    public RationedDisk() {}

    static void mount() {
        FilePath.register(new RationedDisk());
        room(Long.MAX_VALUE);
    }

    /** How many more bytes can be written. */
    static void room(long bytes) {
        ROOM.set(bytes);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Rationed(getBase().open(mode));
    }

    /** Writes as much as there is room for, and then nothing. */
    private static final class Rationed extends FileBaseDefault {
        private final FileChannel file;

        Rationed(FileChannel file) {
            this.file = file;
        }

        @Override
        public synchronized int write(ByteBuffer bytes, long position) throws IOException {
            int wanted = bytes.remaining();
            int written = (int) Math.min(wanted, ROOM.get());
            if (written == 0 && wanted > 0) {
                throw new IOException("No space left on device");
            }
            ROOM.addAndGet(-written);
            bytes.limit(bytes.position() + written);
            int done = file.write(bytes, position);
            bytes.limit(bytes.position() + wanted - done);
            return done;
        }

        @Override
        public synchronized int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
