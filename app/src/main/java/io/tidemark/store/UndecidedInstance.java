package io.tidemark.store;

import io.tidemark.instance.InstanceId;
import io.tidemark.sync.Window;
import java.time.Instant;
import org.jdbi.v3.core.result.RowView;

/**
 * An instance whose last attempt ended without anybody knowing whether a commit went in.
 *
 * @param asked the window that this attempt was to move; the one in question may be another one of the chain
 */
public record UndecidedInstance(InstanceId id, Window asked) {
    static UndecidedInstance of(RowView row) {
        return new UndecidedInstance(
                InstanceId.parse(row.getColumn("id", String.class)),
                new Window(row.getColumn("window_start", Instant.class), row.getColumn("window_end", Instant.class)));
    }
}
