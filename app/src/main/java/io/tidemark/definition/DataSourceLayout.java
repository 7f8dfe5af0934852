package io.tidemark.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a datasources.yaml line by line, and the lines of each data source. Whatever lies between them (comments, blank
 * lines) belongs to none and stays. Immutable.
 */
final class DataSourceLayout {
    /** What the YAML reader counts as the end of a line. */
    private static final Pattern LINE =
            Pattern.compile("[^\\n\\r\\u0085\\u2028\\u2029]*(\\r\\n|[\\n\\r\\u0085\\u2028\\u2029]|$)");

    private static final Pattern NO_ENTRIES = Pattern.compile("\\{\\s*\\}\\s*");
    /** What some editors put in front of a text. */
    static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<String> lines;
    private final List<Entry> entries;
    private final String lineBreak;
    private final int indent;

    /** Lines of a data source: the first, and the one behind the last, from 0. */
    private record Entry(String name, int from, int to) {}

    private DataSourceLayout(List<String> lines, List<Located.Field> fields) {
        this.lines = lines;
        this.lineBreak = lines.stream()
                .map(line -> line.substring(line.length() - ending(line)))
                .filter(end -> !end.isEmpty())
                .findFirst()
                .orElse("\n");
        this.indent = fields.isEmpty() ? 0 : fields.get(0).place().column() - 1;
        this.entries = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            int from = fields.get(i).place().line() - 1;
            int next = i + 1 < fields.size() ? fields.get(i + 1).place().line() - 1 : lines.size();
            entries.add(new Entry(fields.get(i).key(), from, end(from, next)));
        }
    }

    /**
     * Finds the data sources.
     *
     * @param root the same text, as it was read; absent if it holds nothing but blanks and comments
     * @return empty if they do not stand below each other, each with lines of its own
     */
    static Optional<DataSourceLayout> of(String text, Optional<Located.Fields> root) {
        List<String> lines = new ArrayList<>();
        Matcher line = LINE.matcher(text);
        while (line.find() && !line.group().isEmpty()) {
            lines.add(line.group());
        }
        List<Located.Field> fields = root.map(Located.Fields::fields).orElse(List.of());
        if (fields.isEmpty()) {
            // Braces with nothing between them give way to the first data source.
            root.ifPresent(
                    nothing -> lines.removeIf(each -> NO_ENTRIES.matcher(each).matches()));
            boolean blank = lines.stream().allMatch(each -> each.isBlank() || isComment(each));
            return blank ? Optional.of(new DataSourceLayout(lines, fields)) : Optional.empty();
        }
        boolean below = fields.stream()
                .allMatch(field -> lines.get(field.place().line() - 1)
                        .replace(BYTE_ORDER_MARK, "")
                        .codePoints()
                        .limit(field.place().column() - 1L)
                        .allMatch(Character::isWhitespace));
        boolean apart =
                fields.stream().map(field -> field.place().line()).distinct().count() == fields.size();
        return below && apart ? Optional.of(new DataSourceLayout(lines, fields)) : Optional.empty();
    }

    /** The text with a data source behind all others. */
    String with(List<String> entry) {
        List<String> all = new ArrayList<>(lines);
        if (!all.isEmpty()) {
            String last = all.get(all.size() - 1);
            if (ending(last) == 0) {
                all.set(all.size() - 1, last + lineBreak);
            }
            if (!last.isBlank()) {
                all.add(lineBreak);
            }
        }
        all.addAll(indented(entry));
        return String.join("", all);
    }

    /** The text with a data source in another's place. */
    String with(List<String> entry, String insteadOf) {
        Entry old = entry(insteadOf);
        List<String> all = new ArrayList<>(lines.subList(0, old.from()));
        all.addAll(indented(entry));
        all.addAll(lines.subList(old.to(), lines.size()));
        return String.join("", all);
    }

    /** The text without a data source. */
    String without(String name) {
        Entry old = entry(name);
        List<String> before = lines.subList(0, old.from());
        List<String> after = lines.subList(old.to(), lines.size());
        if (entries.size() == 1) {
            // A file with comments only is taken for a mistake.
            List<String> all = new ArrayList<>(before);
            all.add("{}" + lineBreak);
            all.addAll(after);
            return String.join("", all);
        }
        boolean blankBefore = before.isEmpty() || before.get(before.size() - 1).isBlank();
        if (blankBefore && !after.isEmpty() && after.get(0).isBlank()) {
            after = after.subList(1, after.size());
        } else if (blankBefore && after.isEmpty() && !before.isEmpty()) {
            before = before.subList(0, before.size() - 1);
        }
        return String.join("", before) + String.join("", after);
    }

    private Entry entry(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no data source " + name));
    }

    private List<String> indented(List<String> entry) {
        return entry.stream().map(line -> " ".repeat(indent) + line + lineBreak).toList();
    }

    /** What stands in front of the next data source, from its first blank line or comment on, is not of this one. */
    private int end(int from, int next) {
        int end = next;
        while (end > from + 1 && isBetween(lines.get(end - 1))) {
            end--;
        }
        return end;
    }

    private boolean isBetween(String line) {
        return line.isBlank()
                || (isComment(line) && line.indexOf('#') <= indent)
                || line.startsWith("---")
                || line.startsWith("...");
    }

    private static boolean isComment(String line) {
        return line.replace(BYTE_ORDER_MARK, "").stripLeading().startsWith("#");
    }

    private static int ending(String line) {
        if (line.endsWith("\r\n")) {
            return 2;
        }
        return !line.isEmpty() && "\n\r\u0085\u2028\u2029".indexOf(line.charAt(line.length() - 1)) >= 0 ? 1 : 0;
    }
}
