package io.tidemark.definition;

import io.tidemark.sync.SourceColumn;
import io.tidemark.workflow.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the columns of a reader in row mode: names, old values, constants. */
final class ColumnKeys {
    private static final String HOW = "list the source columns, each as {\"name\": \"..\"}";
    private static final List<String> TYPES = List.of("string", "int", "double", "bool");

    private final Section keys;
    private final Problems problems;

    ColumnKeys(Section keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    /** Empty if something is wrong, which is then a problem, or if a value waits for a parameter. */
    Optional<List<SourceColumn>> read() {
        Optional<List<Located>> items = keys.requireList("column", HOW);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (items.get().isEmpty()) {
            problems.error(keys.placeOf("column"), "`column` is empty; " + HOW);
        }
        List<SourceColumn> columns = keys.each(items.get(), this::column);
        return columns.size() == items.get().size() && !columns.isEmpty() ? Optional.of(columns) : Optional.empty();
    }

    private Optional<SourceColumn> column(Located item) {
        if (item instanceof Located.Text text) {
            problems.error(
                    text.place(),
                    "a column of the reader is a name in braces; write {\"name\": \""
                            + text.value().text() + "\"}");
            return Optional.empty();
        }
        return nameOnly(item)
                .or(() -> Section.of(item, "a column of the reader", problems)
                        .flatMap(column -> column.has("value") ? constant(column) : named(column)));
    }

    /** A column that is written as nearly all are, of which a table may have hundreds. */
    private static Optional<SourceColumn> nameOnly(Located item) {
        return item instanceof Located.Fields column
                        && column.fields().size() == 1
                        && column.fields().get(0).key().equals("name")
                        && column.fields().get(0).value() instanceof Located.Text name
                        && !name.value().text().isBlank()
                ? Optional.of(new SourceColumn.Named(name.value().text()))
                : Optional.empty();
    }

    private Optional<SourceColumn> named(Section column) {
        Optional<Located.Text> name = column.requireText("name", "name the column, or write a constant as `value`");
        Optional<Boolean> old = column.truth("old");
        column.truth("is_timeseries_tag")
                .filter(yes -> yes)
                .ifPresent(yes -> problems.error(
                        column.placeOf("is_timeseries_tag"),
                        "`is_timeseries_tag` is for time series tables, which are not available; remove it"));
        column.finish();
        return column.has("old") && old.isEmpty()
                ? Optional.empty()
                : name.map(text -> text.value().text())
                        .map(text -> old.orElse(false) ? new SourceColumn.Old(text) : new SourceColumn.Named(text));
    }

    private Optional<SourceColumn> constant(Section column) {
        column.refuse("name", "and `value` exclude each other: a column is read or is a constant; remove one");
        Optional<Located> value = column.value("value");
        Optional<String> type = column.text("type")
                .map(text -> text.value().text().toLowerCase(Locale.ROOT))
                .filter(text -> isType(text, column));
        boolean untyped = column.has("type") && type.isEmpty();
        column.finish();
        return untyped
                ? Optional.empty()
                : value.flatMap(written -> constant(written, type)).map(SourceColumn.Constant::new);
    }

    private boolean isType(String type, Section column) {
        if (!TYPES.contains(type)) {
            problems.error(
                    column.placeOf("type"),
                    "`" + type + "` is no type of constants; write " + String.join(", ", TYPES));
        }
        return TYPES.contains(type);
    }

    private Optional<Object> constant(Located written, Optional<String> type) {
        Optional<Object> value = written instanceof Located.Truth truth
                ? Optional.of(truth.value())
                        .filter(yes -> type.isEmpty() || type.get().equals("bool"))
                        .map(yes -> yes)
                : text(written).flatMap(text -> typed(text, type.orElseGet(() -> usual(written, text))));
        if (value.isEmpty() && !(written instanceof Located.Later || written instanceof Located.Refused)) {
            problems.error(
                    written.place(),
                    "`value` is no constant"
                            + type.map(named -> " of type " + named).orElse("")
                            + "; write text, a number, true or false");
        }
        return value;
    }

    private static Optional<String> text(Located written) {
        if (written instanceof Located.Text text) {
            return Optional.of(text.value().text());
        }
        return written instanceof Located.Digits digits ? Optional.of(digits.text()) : Optional.empty();
    }

    private static String usual(Located written, String text) {
        if (written instanceof Located.Text) {
            return "string";
        }
        return text.chars().allMatch(c -> c == '-' || Character.isDigit(c)) ? "int" : "double";
    }

    private static Optional<Object> typed(String text, String type) {
        try {
            return switch (type) {
                case "int" -> Optional.of(new BigDecimal(text.strip()).longValueExact());
                case "double" ->
                    Optional.<Object>of(Double.parseDouble(text.strip()))
                            .filter(number -> Double.isFinite((Double) number));
                case "bool" ->
                    Optional.<Object>of(Boolean.parseBoolean(text))
                            .filter(truth -> text.equalsIgnoreCase(truth.toString()));
                default -> Optional.of(text);
            };
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
