package io.tidemark.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Rows whose columns stand below each other. Not thread-safe. */
final class TextTable {
    private static final String BETWEEN = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    void row(String... cells) {
        rows.add(Arrays.stream(cells).map(TextTable::printable).toList());
    }

    /** What people wrote may hold line ends and codes that a terminal obeys. */
    private static String printable(String cell) {
        return cell.replaceAll("\\p{Cntrl}+", " ");
    }

    /** One line a row, the headings first; the last column is not filled up. */
    List<String> lines() {
        int columns = rows.get(0).size();
        List<Integer> widths = new ArrayList<>(Collections.nCopies(columns, 0));
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths.set(i, Math.max(widths.get(i), DisplayWidth.of(row.get(i))));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(i == 0 ? "" : BETWEEN).append(row.get(i));
            if (i < row.size() - 1) {
                line.append(" ".repeat(widths.get(i) - DisplayWidth.of(row.get(i))));
            }
        }
        return line.toString();
    }
}
