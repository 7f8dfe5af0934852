package io.tidemark.sync;

import io.tidemark.attempt.AttemptLog;
import io.tidemark.workflow.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says what the columns of a window's changes tell about the script. A table of Tablestore has no schema, so whether a column
 * exists is only known once a change has it.
 */
record ColumnReport(ExportMode mode, Sightings sightings) {
    private static final int NAMES_SHOWN = 20;

    /** Writes nothing where there is nothing to say. */
    void write(AttemptLog log) {
        if (!(mode instanceof ExportMode.RowMode rows)) {
            return;
        }
        Map<String, Long> unnamed = sightings.unnamed();
        List<String> unseen = unseen(rows);
        for (String name : unseen) {
            NearestName.of(name, List.copyOf(unnamed.keySet()))
                    .ifPresent(nearest -> log.warn("no change of the window has the column `" + name
                            + "`, which is null in each row; the stream has `" + nearest
                            + "`, which the script does not name: correct the script if that is meant"));
        }
        if (!unseen.isEmpty()) {
            log.info("columns that no change of the window has: " + named(unseen));
        }
        if (!unnamed.isEmpty()) {
            log.info("columns of the stream that the script does not name, and in how many changes they are: "
                    + named(unnamed.entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                            .toList()));
        }
        if (sightings.columnDeletes() > 0) {
            log.info(sightings.columnDeletes()
                    + " deletions of single columns are nulls in their rows, as if the column had not been changed; the column"
                    + " mode tells them apart");
        }
    }

    private List<String> unseen(ExportMode.RowMode rows) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            if (rows.columns().get(i) instanceof SourceColumn.Named column
                    && !names.contains(column.name())
                    && rows.columns().indexOf(column) == i
                    && !sightings.hasSeen(i)) {
                names.add(column.name());
            }
        }
        return names;
    }

    private static String named(List<String> names) {
        return names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "))
                + (names.size() > NAMES_SHOWN
                        ? " and " + (names.size() - NAMES_SHOWN) + " others"
                                + (names.size() == Sightings.MOST_NAMES ? " or more" : "")
                        : "");
    }
}
