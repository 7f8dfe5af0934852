package io.tidemark.sandbox.tablestore.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one read of a shard gave. */
public final class StreamPage {

    private final LogPage page;
    private final @Nullable ShardIterator next;

    StreamPage(LogPage page, @Nullable ShardIterator next) {
        this.page = page;
        this.next = next;
    }

    public int records() {
        return page.records();
    }

    /** How long the records are, encoded. */
    public int bytes() {
        return page.length();
    }

    /** The place behind these records; absent at the end of a closed shard. */
    public @Nullable ShardIterator next() {
        return next;
    }

    /** The records as elements of GetStreamRecord's answer, and behind them the rest of that answer. */
    public byte[] followedBy(byte[] rest) {
        byte[] all = Arrays.copyOf(page.bytes(), page.length() + rest.length);
        System.arraycopy(rest, 0, all, page.length(), rest.length);
        return all;
    }
}
