package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a stream, as clients keep it. The same iterator always means the same place.
 *
 * @param table number of the table
 * @param stream when the stream was enabled, in microseconds
 * @param offset in the log of the shard; the record there is the next one
 */
public record ShardIterator(long table, long stream, String shard, long offset) {

    private static final Pattern TEXT =
            Pattern.compile("([0-9a-f]{1,15})\\.([0-9a-f]{1,15})\\.([0-9a-f-]{36})\\.([0-9a-f]{1,15})");

    /** The iterator of this text; any other text is refused. */
    public static ShardIterator parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw invalid();
        }
        return new ShardIterator(
                Long.parseLong(matcher.group(1), 16),
                Long.parseLong(matcher.group(2), 16),
                matcher.group(3),
                Long.parseLong(matcher.group(4), 16));
    }

    static TablestoreRefusal invalid() {
        return TablestoreRefusal.invalidParameter("Invalid shard iterator.");
    }

    ShardIterator at(long other) {
        return new ShardIterator(table, stream, shard, other);
    }

    @Override
    public String toString() {
        return Long.toHexString(table) + "." + Long.toHexString(stream) + "." + shard + "." + Long.toHexString(offset);
    }
}
