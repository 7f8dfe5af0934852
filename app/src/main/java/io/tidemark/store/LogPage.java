package io.tidemark.store;

import io.tidemark.attempt.AttemptState;
import java.util.List;

/**
 * Some lines of an attempt's log.
 *
 * @param attempt the number of the attempt
 * @param state of the attempt, from before the lines were read
 * @param more whether there are further lines already
 */
public record LogPage(int attempt, AttemptState state, List<LogLine> lines, boolean more) {
    public LogPage {
        lines = List.copyOf(lines);
    }

    /** Whether nothing follows. */
    public boolean last() {
        return state.ended() && !more;
    }
}
