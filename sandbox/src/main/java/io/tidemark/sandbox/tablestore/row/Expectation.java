package io.tidemark.sandbox.tablestore.row;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.filter.ColumnFilter;
import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a writer expects of the row before its change.
 *
 * @param columns a filter that the columns must pass; the columns of an absent row are all missing
 */
public record Expectation(Existence existence, @Nullable ColumnFilter columns) {

    /** What is expected of the row itself. */
    public enum Existence {
        IGNORE,
        EXPECT_EXIST,
        EXPECT_NOT_EXIST
    }

    public static final Expectation NONE = new Expectation(Existence.IGNORE, null);

    /** Refuses the change if the row is not as expected. */
    void check(@Nullable StoredRow current) {
        boolean wanted = switch (existence) {
            case IGNORE -> true;
            case EXPECT_EXIST -> current != null;
            case EXPECT_NOT_EXIST -> current == null;
        };
        List<Cell> cells = current == null ? List.of() : current.cells();
        if (!wanted || (columns != null && !columns.accepts(cells))) {
            throw TablestoreRefusal.conditionFailed();
        }
    }
}
