package io.tidemark.operator;

import io.tidemark.sync.Verification;
import io.tidemark.sync.Window;
import java.util.List;

/**
 * What was compared, and what came out.
 *
 * @param target as {@code project.table}
 * @param replaces whether a window replaces what its partition held, so that all rows there should be its own
 * @param windows that were read again, the earliest first
 */
public record Verified(String target, boolean replaces, boolean all, List<Window> windows, Verification rows) {
    public Verified {
        windows = List.copyOf(windows);
    }

    /** Whether nothing speaks against it: of some windows of a partition that others were added to, only what is missing does. */
    public boolean isRight() {
        return rows.missing() == 0 && (rows.others() == 0 || !(replaces || all));
    }

    /** One fact a line. */
    public List<String> lines() {
        return List.of(
                "target     " + target + (rows.partition().isWholeTable() ? "" : "(" + rows.partition() + ")"),
                "windows    " + windows.size() + ", from " + windows.get(0).start() + " to "
                        + windows.get(windows.size() - 1).end(),
                "expected   " + rows.expected() + " rows"
                        + (rows.dirty() == 0 ? "" : ", and " + rows.dirty() + " dirty ones that were left out"),
                "missing    " + rows.missing() + " rows",
                "others     " + rows.others() + " rows that are not of these windows",
                "verdict    " + verdict());
    }

    private String verdict() {
        if (rows.missing() > 0 || !isRight()) {
            return "DIFFERENT: " + (rows.missing() > 0 ? rows.missing() + " rows are missing" : "no row is missing")
                    + (rows.others() > 0 && (replaces || all)
                            ? ", " + rows.others() + " rows should not be there"
                            : "");
        }
        return rows.others() == 0
                ? "THE SAME: the partition holds these rows, each as often as it should"
                : "ALL THERE: no row is missing; what the other rows are this does not tell";
    }
}
