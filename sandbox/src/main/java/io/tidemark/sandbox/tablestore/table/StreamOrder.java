package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants the stream of a table to be.
 *
 * @param expirationHours 1 to 168 to enable it, 0 to disable it
 * @param originColumns columns whose values before a change go with its record
 */
public record StreamOrder(boolean enable, int expirationHours, List<String> originColumns) {

    private static final int MAX_HOURS = 168;

    public StreamOrder {
        originColumns = List.copyOf(originColumns);
        if (!enable && expirationHours != 0) {
            throw TablestoreRefusal.invalidParameter("Expiration time is invalid when enableStream is false.");
        }
        if (enable && (expirationHours < 1 || expirationHours > MAX_HOURS)) {
            throw TablestoreRefusal.invalidParameter(
                    "Expiration time must be in range: [1, " + MAX_HOURS + "] when enableStream is true.");
        }
    }

    /** The stream of a new table; {@code null} if it shall have none. */
    @Nullable
    StreamEntry forNewTable(long now) {
        return enable ? new StreamEntry(true, expirationHours, now, originColumns, Map.of()) : null;
    }

    /** What becomes of the stream that is there. One that is enabled anew begins at the present end of every shard. */
    StreamEntry apply(@Nullable StreamEntry before, Table table, long now) {
        if (!enable) {
            if (before == null || !before.enabled()) {
                throw TablestoreRefusal.invalidParameter("Stream is already disabled.");
            }
            return before.disabled();
        }
        if (before != null && before.enabled()) {
            return before.with(expirationHours, originColumns);
        }
        Map<String, Long> starts = new HashMap<>();
        table.shards()
                .forEach(shard -> starts.put(shard.entry().id(), shard.log().end()));
        long enabledAt = before == null ? now : Math.max(now, before.enabledAt() + 1);
        return new StreamEntry(true, expirationHours, enabledAt, originColumns, starts);
    }
}
