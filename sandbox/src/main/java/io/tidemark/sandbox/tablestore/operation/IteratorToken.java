package io.tidemark.sandbox.tablestore.operation;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far the service has come in its search for a place in a shard.
 *
 * @param steps how many tokens are still to be given before the iterator
 * @param timestamp that is searched for, in microseconds; {@code null} for the oldest record
 */
record IteratorToken(int steps, @Nullable Long timestamp) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})\\.(-?[0-9]{0,18})");

    /** The token of this text; any other text is refused. */
    static IteratorToken parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || matcher.group(2).equals("-")) {
            throw TablestoreRefusal.invalidParameter("Invalid token.");
        }
        String time = matcher.group(2);
        return new IteratorToken(Integer.parseInt(matcher.group(1)), time.isEmpty() ? null : Long.valueOf(time));
    }

    IteratorToken next() {
        return new IteratorToken(steps - 1, timestamp);
    }

    @Override
    public String toString() {
        return steps + "." + (timestamp == null ? "" : timestamp);
    }
}
