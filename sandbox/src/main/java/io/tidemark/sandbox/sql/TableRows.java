package io.tidemark.sandbox.sql;

import com.aliyun.odps.Column;
import com.aliyun.odps.OdpsType;
import com.aliyun.odps.data.Record;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** An aligned table: numbers to the right, everything else to the left. Columns are as wide as the first rows need. */
final class TableRows implements RowPrinter {
    private static final int MEASURED_ROWS = 1_000;
    private static final Set<OdpsType> RIGHT = EnumSet.of(
            OdpsType.TINYINT,
            OdpsType.SMALLINT,
            OdpsType.INT,
            OdpsType.BIGINT,
            OdpsType.FLOAT,
            OdpsType.DOUBLE,
            OdpsType.DECIMAL);

    private final PrintWriter out;
    private final CellText text = new CellText();
    private final List<List<String>> waiting = new ArrayList<>();
    private List<Column> columns = List.of();
    private int[] widths = {};

    TableRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void columns(List<Column> ofResult) {
        columns = List.copyOf(ofResult);
        waiting.add(columns.stream().map(Column::getName).toList());
    }

    @Override
    public void row(Record row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(visible(text.of(row, i).orElse("NULL")));
        }
        if (widths.length > 0) {
            print(cells);
            return;
        }
        waiting.add(cells);
        if (waiting.size() > MEASURED_ROWS) {
            printWaiting();
        }
    }

    @Override
    public void end() {
        if (!columns.isEmpty() && widths.length == 0) {
            printWaiting();
        }
    }

    private void printWaiting() {
        widths = new int[columns.size()];
        for (List<String> cells : waiting) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells.get(i).length());
            }
        }
        waiting.forEach(this::print);
        waiting.clear();
    }

    private void print(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - cells.get(i).length()));
            boolean right = RIGHT.contains(columns.get(i).getTypeInfo().getOdpsType());
            line.append(i == 0 ? "" : "  ").append(right ? padding + cells.get(i) : cells.get(i) + padding);
        }
        out.println(line.toString().stripTrailing());
    }

    /** A terminal is not to be steered by data. */
    private static String visible(String value) {
        return value.replaceAll("\\p{Cntrl}", "\ufffd");
    }
}
