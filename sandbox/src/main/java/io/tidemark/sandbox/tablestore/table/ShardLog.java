package io.tidemark.sandbox.tablestore.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The append-only log of one shard, in segments. Offsets never change, also when old segments are dropped. One thread at
 * a time appends; any number read at the same time. What {@link #append} wrote survives the death of the process.
 */
final class ShardLog implements AutoCloseable {

    private static final int CHUNK = 256 * 1024;

    private final Path directory;
    private final long segmentBytes;
    private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private final LogIndex index = new LogIndex();
    private volatile long end;

    private ShardLog(Path directory, long segmentBytes) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
    }

    /**
     * Opens the log, creating it when it is absent, and shows every frame that it has.
     *
     * @param segmentBytes a segment that has grown to this size gets no more frames
     */
    static ShardLog open(Path directory, long segmentBytes, FrameVisitor visitor) throws IOException {
        Files.createDirectories(directory);
        ShardLog log = new ShardLog(directory, segmentBytes);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                long base = Long.parseLong(name.substring(0, name.indexOf('.')), 16);
                log.segments.put(base, Segment.open(fileOf(directory, base), base));
            }
        }
        if (log.segments.isEmpty()) {
            log.segments.put(0L, Segment.open(fileOf(directory, 0), 0));
        }
        log.replay(visitor);
        return log;
    }

    private void replay(FrameVisitor visitor) throws IOException {
        for (Segment segment : segments.values()) {
            long whole = segment.scan(segment.base(), (offset, timestamp, bytes, from, length) -> {
                index.add(offset, timestamp);
                visitor.visit(offset, timestamp, bytes, from, length);
            });
            if (whole < segment.end()) {
                segment.truncate(whole);
            }
            end = whole;
        }
    }

    /** The first offset that is still kept. */
    long start() {
        return segments.firstKey();
    }

    /** The offset behind the last record: what is before it can be read. */
    long end() {
        return end;
    }

    /** Writes the frames as one piece; returns whether it began a new segment for that. */
    boolean append(Frames frames) throws IOException {
        Segment last = segments.lastEntry().getValue();
        boolean full = last.end() - last.base() >= segmentBytes;
        if (full) {
            last = Segment.open(fileOf(directory, last.end()), last.end());
            segments.put(last.base(), last);
        }
        long offset = last.end();
        last.append(frames.bytes(), frames.length());
        for (int at = 0; at < frames.length(); at += Frames.HEAD + Frames.bodyLength(frames.bytes(), at)) {
            index.add(offset + at, Frames.timestamp(frames.bytes(), at));
        }
        end = offset + frames.length();
        return full;
    }

    /**
     * Reads records from an offset on: at least one if there is one, at most {@code maxRecords}, and no more once the
     * bodies would exceed {@code maxBytes}.
     *
     * @throws IllegalArgumentException if no record begins at that offset
     */
    LogPage read(long offset, int maxRecords, int maxBytes) throws IOException {
        long limit = end;
        if (offset >= limit) {
            return LogPage.empty(offset);
        }
        LogPageBuilder page = new LogPageBuilder(offset, maxRecords, maxBytes, limit);
        byte[] chunk = new byte[(int) Math.min(limit - offset, CHUNK)];
        while (page.wantsMore()) {
            long at = page.next();
            int read = segmentAt(at).read(at, chunk, (int) Math.min(chunk.length, limit - at));
            int needed = page.take(chunk, read);
            if (needed > chunk.length) {
                chunk = new byte[needed];
            }
        }
        return page.build();
    }

    /** The offset of the first record of this time (microseconds) or later; the end if there is none. */
    long seek(long timestamp) throws IOException {
        long from = index.before(timestamp, start());
        long limit = end;
        byte[] head = new byte[Frames.HEAD];
        while (from < limit) {
            segmentAt(from).read(from, head, head.length);
            if (Frames.timestamp(head, 0) >= timestamp) {
                return from;
            }
            from += Frames.HEAD + Frames.bodyLength(head, 0);
        }
        return limit;
    }

    /** The offset so many records behind that of a record; the end if there are no more. */
    long skip(long offset, int records) throws IOException {
        long from = offset;
        byte[] head = new byte[Frames.HEAD];
        for (int i = 0; i < records && from < end; i++) {
            segmentAt(from).read(from, head, head.length);
            from += Frames.HEAD + Frames.bodyLength(head, 0);
        }
        return from;
    }

    /** Whether a segment stands wholly before the offset. */
    boolean hasSegmentBefore(long offset) {
        return segments.size() > 1 && segments.higherKey(segments.firstKey()) <= offset;
    }

    /** Deletes the segments that stand wholly before the offset; never the last one. */
    void dropBefore(long offset) throws IOException {
        List<Segment> dropped = new ArrayList<>();
        for (Map.Entry<Long, Segment> segment : new TreeMap<>(segments).entrySet()) {
            Long following = segments.higherKey(segment.getKey());
            if (following != null && following <= offset) {
                dropped.add(segment.getValue());
            }
        }
        for (Segment segment : dropped) {
            segments.remove(segment.base());
            segment.delete();
        }
    }

    @Override
    public void close() throws IOException {
        for (Segment segment : segments.values()) {
            segment.close();
        }
    }

    private static Path fileOf(Path directory, long base) {
        return directory.resolve(String.format("%016x.log", base));
    }

    private Segment segmentAt(long offset) throws IOException {
        Map.Entry<Long, Segment> segment = segments.floorEntry(offset);
        if (segment == null) {
            throw new IOException("Offset " + offset + " of " + directory + " was dropped.");
        }
        return segment.getValue();
    }
}
