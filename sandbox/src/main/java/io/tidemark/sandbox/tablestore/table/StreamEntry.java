package io.tidemark.sandbox.tablestore.table;

import java.util.List;
import java.util.Map;

/**
 * The stream of a table, or its last one.
 *
 * @param expirationHours how long records are kept; 0 once the stream is disabled
 * @param enabledAt when this stream began, in microseconds; it is part of its id
 * @param originColumns columns whose values before the change go with each record
 * @param starts by shard, the offset at which the stream begins; a shard that is not named came later and is in it whole
 */
public record StreamEntry(
        boolean enabled, int expirationHours, long enabledAt, List<String> originColumns, Map<String, Long> starts) {

    public StreamEntry {
        originColumns = List.copyOf(originColumns);
        starts = Map.copyOf(starts);
    }

    StreamEntry disabled() {
        return new StreamEntry(false, 0, enabledAt, originColumns, starts);
    }

    StreamEntry with(int hours, List<String> columns) {
        return new StreamEntry(true, hours, enabledAt, columns, starts);
    }
}
