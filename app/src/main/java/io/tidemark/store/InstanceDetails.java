package io.tidemark.store;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.DirtyRecord;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.Upstream;
import io.tidemark.instance.Work;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about one instance.
 *
 * @param parameters what each is, but for those that look like secrets
 * @param upstreams what it waits for or did
 * @param downstreams what waits for it or did
 * @param attempts the first one first
 * @param life the first step first
 * @param dirty the first rows that its latest attempt has left out, once that has ended
 * @param window of the ledger, that holds what its last attempt was to move
 */
public record InstanceDetails(
        InstanceView instance,
        Work work,
        int priority,
        Map<String, String> parameters,
        List<Upstream> upstreams,
        List<Upstream> downstreams,
        List<AttemptView> attempts,
        List<InstanceStep> life,
        List<DirtyRecord> dirty,
        Optional<WindowView> window) {
    public InstanceDetails {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        upstreams = List.copyOf(upstreams);
        downstreams = List.copyOf(downstreams);
        attempts = List.copyOf(attempts);
        life = List.copyOf(life);
        dirty = List.copyOf(dirty);
    }

    /**
     * An attempt as it is shown.
     *
     * @param node that has it or had it; absent until it was claimed, as {@code started}
     * @param ended absent while it is queued or running
     * @param note what its success was, or why it stopped
     */
    public record AttemptView(
            int number,
            AttemptState state,
            Instant queued,
            Optional<String> node,
            Optional<Instant> started,
            Optional<Instant> ended,
            Counts counts,
            Optional<Failure> failure,
            Optional<String> note) {
        /** Without what proves who holds it. */
        public static AttemptView of(AttemptRow row) {
            return new AttemptView(
                    row.number(),
                    row.state(),
                    row.created(),
                    row.holder().map(AttemptRow.Holder::node),
                    row.holder().map(AttemptRow.Holder::started),
                    row.ended(),
                    row.counts(),
                    row.failure(),
                    row.note());
        }
    }
}
