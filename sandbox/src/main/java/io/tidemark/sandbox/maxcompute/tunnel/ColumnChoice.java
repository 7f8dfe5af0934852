package io.tidemark.sandbox.maxcompute.tunnel;

import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import io.tidemark.sandbox.maxcompute.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which columns of a download, in the order in which they are wanted.
 *
 * @param indexes places of the stored columns, from 0
 * @param all whether these are all columns in their own order
 */
public record ColumnChoice(List<Integer> indexes, boolean all) {
    public ColumnChoice {
        indexes = List.copyOf(indexes);
    }

    /** Reads {@code name,name}; the empty text chooses all. */
    public static ColumnChoice parse(String text, List<Column> columns) throws Refusal {
        List<Integer> natural = IntStream.range(0, columns.size()).boxed().toList();
        if (text.isEmpty()) {
            return new ColumnChoice(natural, true);
        }
        List<Integer> chosen = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            chosen.add(natural.stream()
                    .filter(i -> columns.get(i).name().equalsIgnoreCase(name.strip()))
                    .findFirst()
                    .orElseThrow(() ->
                            new Refusal(RefusalCode.INVALID_COLUMN, "There is no column '" + name + "' to download.")));
        }
        return new ColumnChoice(chosen, chosen.equals(natural));
    }
}
