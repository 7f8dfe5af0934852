package io.tidemark.store;

import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceState;
import java.time.Instant;
import org.jdbi.v3.core.result.RowView;

/**
 * A step of an instance's life.
 *
 * @param who an operator, or the person who decided
 */
public record InstanceStep(
        Instant at, String who, InstanceEvent event, InstanceState from, InstanceState to, String why) {
    static InstanceStep of(RowView row) {
        return new InstanceStep(
                row.getColumn("at", Instant.class),
                row.getColumn("who", String.class),
                row.getColumn("event", InstanceEvent.class),
                row.getColumn("from_state", InstanceState.class),
                row.getColumn("to_state", InstanceState.class),
                row.getColumn("why", String.class));
    }
}
