package io.tidemark.metrics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An expression of PromQL, read as far as it takes to see which series and labels it names. Whatever it does not know is a problem:
 * this reads what our files use, not the language.
 */
final class Expression {
    /** Given to every series by whoever scrapes it. */
    static final Set<String> OF_SCRAPES = Set.of("job", "instance");

    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|\"[^\"]*\"|[a-zA-Z_:][a-zA-Z0-9_:]*|\\[[^\\]]*\\]|[0-9.]+|=~|!~|!=|==|>=|<=|[-+*/><=(){},]");
    private static final Pattern RANGE = Pattern.compile("\\[([0-9]+[smhd]|\\$__rate_interval)\\]");
    private static final Set<String> FUNCTIONS =
            Set.of("abs", "absent", "histogram_quantile", "increase", "max", "min", "rate", "sum");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless");
    private static final Set<String> OVER_LABELS = Set.of("by", "on");
    private static final String CLOSING = ")}";

    private final List<String> tokens = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<Metric> metrics = new TreeSet<>();
    private final Set<String> grouped = new TreeSet<>();
    private final Set<String> matched = new TreeSet<>();
    private final Set<String> readable = new TreeSet<>(OF_SCRAPES);

    Expression(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.region(end, text.length()).lookingAt()) {
            if (!matcher.group().isBlank()) {
                tokens.add(matcher.group());
            }
            end = matcher.end();
        }
        if (end < text.length()) {
            problems.add("cannot be read from '" + text.substring(end) + "' on");
        }
        balanced();
        read();
        if (metrics.isEmpty()) {
            problems.add("names no metric");
        }
        Stream.concat(grouped.stream(), matched.stream())
                .filter(label -> !readable.contains(label))
                .forEach(label -> problems.add("'" + label + "' is a label of none of its metrics"));
    }

    /** What is wrong with it; empty if nothing is. */
    List<String> problems() {
        return problems;
    }

    /** The labels that its result has, as far as that can be seen. */
    Set<String> resulting() {
        return grouped.isEmpty() ? readable : grouped;
    }

    private void balanced() {
        Deque<String> open = new ArrayDeque<>();
        for (String token : tokens) {
            if (token.equals("(") || token.equals("{")) {
                open.push(token);
            } else if (CLOSING.contains(token)
                    && (open.isEmpty() || !open.pop().equals(token.equals(")") ? "(" : "{"))) {
                problems.add("has a '" + token + "' too many");
            }
        }
        if (!open.isEmpty()) {
            problems.add("has an open '" + open.peek() + "'");
        }
    }

    private void read() {
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
            if (OVER_LABELS.contains(token) && next.equals("(")) {
                List<String> labels = upTo(i + 2, ")");
                Set<String> named = token.equals("by") ? grouped : matched;
                labels.stream().filter(label -> !label.equals(",")).forEach(named::add);
                i += labels.size() + 2;
            } else if (Character.isLetter(token.charAt(0)) || token.startsWith("_")) {
                if (!OPERATORS.contains(token) && !(FUNCTIONS.contains(token) && callsOrGroups(next))) {
                    series(token, next.equals("{") ? upTo(i + 2, "}") : List.of());
                    i += next.equals("{") ? upTo(i + 2, "}").size() + 2 : 0;
                }
            } else if (token.startsWith("[") && !RANGE.matcher(token).matches()) {
                problems.add("has no such range: " + token);
            }
        }
    }

    private static boolean callsOrGroups(String next) {
        return next.equals("(") || OVER_LABELS.contains(next);
    }

    private List<String> upTo(int from, String end) {
        int to = from;
        while (to < tokens.size() && !tokens.get(to).equals(end)) {
            to++;
        }
        return tokens.subList(from, to);
    }

    private void series(String name, List<String> matchers) {
        Optional<Metric> metric = Arrays.stream(Metric.values())
                .filter(one -> one.series().contains(name))
                .findFirst();
        if (metric.isEmpty()) {
            problems.add("'" + name + "' is no series of the catalogue");
            return;
        }
        metrics.add(metric.get());
        Set<String> labels = Stream.concat(metric.get().labels().stream(), OF_SCRAPES.stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (name.endsWith("_bucket")) {
            labels.add("le");
        }
        readable.addAll(labels);
        for (int i = 0; i < matchers.size(); i += 4) {
            if (!labels.contains(matchers.get(i))) {
                problems.add("'" + matchers.get(i) + "' is no label of " + name);
            } else if (i + 2 >= matchers.size() || !matchers.get(i + 2).startsWith("\"")) {
                problems.add("'" + matchers.get(i) + "' of " + name + " is compared with nothing");
            }
        }
    }
}
