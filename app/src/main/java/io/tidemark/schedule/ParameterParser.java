package io.tidemark.schedule;

import io.tidemark.schedule.ParameterToken.Kind;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one value of the scheduling-parameter language by recursive descent. Used once. */
final class ParameterParser {
    private static final String CYCLE_FIELDS = "yyyy, yy, mm (month), dd, hh24, hh12, hh, mi (minute), ss";
    private static final String BUSINESS_FIELDS = "yyyy, yy, mm (month), dd";
    private static final int LONGEST_NUMBER = 7;

    private final String text;
    private final List<ParameterToken> tokens;
    private int next;

    ParameterParser(String text) {
        this.text = text;
        this.tokens = new ParameterLexer(text).tokens();
    }

    ParameterExpression parse() {
        List<ParameterExpression> parts = new ArrayList<>();
        while (!peek().is(Kind.END)) {
            parts.add(part());
        }
        return switch (parts.size()) {
            case 0 -> new LiteralText("");
            case 1 -> parts.get(0);
            default -> new Concatenation(parts);
        };
    }

    private ParameterExpression part() {
        ParameterToken first = take();
        return switch (first.kind()) {
            case TEXT -> new LiteralText(first.text());
            case NAME -> named(first, first.text().substring(1));
            case OPEN_CYCLE -> cycle(first);
            case OPEN_BUSINESS -> business(first);
            case CLOSE, FIELD, WORD, NUMBER, SYMBOL, END ->
                throw new IllegalStateException("the lexer gives " + first.kind() + " within brackets only");
        };
    }

    private BuiltInValue named(ParameterToken token, String name) {
        return BuiltInValue.named(name)
                .orElseThrow(() -> at(
                        token,
                        "`$" + name
                                + "` is no value; known are $bizdate, $cyctime, $gmtdate, $bizmonth, $jobid, $nodeid"
                                + " and $taskid"));
    }

    private CycleTime cycle(ParameterToken open) {
        TimeShift shift = TimeShift.NONE;
        TimePattern pattern;
        if (peek().is(Kind.WORD) && peek().text().equals("add_months")) {
            take();
            symbol('(', "add_months is written add_months(pattern,months), for example add_months(yyyymmdd,-1)");
            pattern = pattern(open, CYCLE_FIELDS);
            symbol(',', "add_months needs the number of months after a comma, for example add_months(yyyymmdd,-1)");
            shift = new TimeShift(product(), 0, 0);
            symbol(')', "add_months ends with `)` after the number of months; other offsets follow behind it");
        } else {
            pattern = pattern(open, CYCLE_FIELDS);
        }
        while (startsOffset()) {
            shift = offset(shift);
        }
        close(open);
        requireWithinReach(open, shift);
        return new CycleTime(pattern, shift);
    }

    /** One of {@code ±N}, {@code ±N*M}, {@code ±N/24}, {@code ±N/24/60}. */
    private TimeShift offset(TimeShift shift) {
        long count = product();
        if (!peek().isSymbol('/')) {
            return shift.plusDays(count);
        }
        divisor("24", "a fraction of a day is N/24 (hours) or N/24/60 (minutes)");
        if (!peek().isSymbol('/')) {
            return shift.plusMinutes(Math.multiplyExact(count, 60L));
        }
        divisor("60", "minutes are written N/24/60");
        return shift.plusMinutes(count);
    }

    private void divisor(String expected, String sentence) {
        take();
        if (!peek().is(Kind.NUMBER) || !peek().text().equals(expected)) {
            throw at(peek(), sentence);
        }
        take();
    }

    private ParameterExpression business(ParameterToken open) {
        if (peek().is(Kind.WORD) && peek().text().startsWith("bdp.system.")) {
            ParameterToken name = take();
            Optional<BuiltInValue> value = BuiltInValue.named(name.text().substring("bdp.system.".length()))
                    .filter(BuiltInValue::isSystemParameter);
            close(open);
            return value.orElseThrow(() -> at(
                    name,
                    "`" + name.text() + "` is no value; known are ${bdp.system.bizdate} and ${bdp.system.cyctime}"));
        }
        TimePattern pattern = pattern(open, BUSINESS_FIELDS);
        if (pattern.precision().compareTo(ChronoUnit.DAYS) < 0) {
            throw at(open, "${..} is the business date and has no hours; use $[..] for the scheduled time");
        }
        long offset = startsOffset() ? product() : 0;
        if (peek().isSymbol('/')) {
            throw at(peek(), "${..} moves by whole units of its smallest field; use $[..] for hours and minutes");
        }
        close(open);
        BusinessTime value = new BusinessTime(pattern, offset);
        requireWithinReach(open, value.shift());
        return value;
    }

    private TimePattern pattern(ParameterToken open, String fields) {
        List<TimePattern.Part> parts = new ArrayList<>();
        boolean anyField = false;
        while (!startsOffset()) {
            ParameterToken token = peek();
            if (token.is(Kind.FIELD)) {
                TimeField.at(token.text(), 0).ifPresent(parts::add);
                anyField = true;
            } else if (isSeparator(token)) {
                parts.add(new TimePattern.Separator(token.text()));
            } else {
                break;
            }
            take();
        }
        if (peek().is(Kind.WORD)) {
            throw at(
                    peek(),
                    "`" + peek().text() + "` is no time field; the fields of " + open.text() + ".." + closing(open)
                            + " are " + fields + ", in lower case");
        }
        if (peek().is(Kind.NUMBER)) {
            throw at(peek(), "digits cannot stand within a pattern; write them behind the closing bracket");
        }
        if (!anyField) {
            throw at(peek(), "a time field is missing; the fields are " + fields);
        }
        return new TimePattern(parts);
    }

    private void requireWithinReach(ParameterToken open, TimeShift shift) {
        if (!shift.isWithinReach()) {
            throw at(open, "an offset reaches at most 1000 years");
        }
    }

    private static boolean isSeparator(ParameterToken token) {
        return token.is(Kind.SYMBOL) && "+*,()[]{}$".indexOf(token.text().charAt(0)) < 0;
    }

    /** A sign counts an offset only before a number: {@code yyyy-mm} has a separator, {@code yyyy-1} an offset. */
    private boolean startsOffset() {
        return (peek().isSymbol('-') || peek().isSymbol('+'))
                && tokens.get(next + 1).is(Kind.NUMBER);
    }

    /** {@code [±]N[*M]}. */
    private long product() {
        boolean signed = peek().isSymbol('-') || peek().isSymbol('+');
        long sign = signed && take().isSymbol('-') ? -1 : 1;
        long product = sign * number();
        if (peek().isSymbol('*')) {
            take();
            product *= number();
        }
        return product;
    }

    private long number() {
        ParameterToken token = peek();
        if (!token.is(Kind.NUMBER) || token.text().length() > LONGEST_NUMBER) {
            throw at(token, "a whole number of at most " + LONGEST_NUMBER + " digits belongs here");
        }
        return Long.parseLong(take().text());
    }

    private void symbol(char expected, String sentence) {
        if (!peek().isSymbol(expected)) {
            throw at(peek(), sentence);
        }
        take();
    }

    private void close(ParameterToken open) {
        if (peek().is(Kind.END)) {
            throw at(open, "`" + open.text() + "` is not closed; end it with `" + closing(open) + "`");
        }
        if (!peek().is(Kind.CLOSE)) {
            throw at(peek(), "`" + peek().text() + "` is not understood here; offsets are ±N, ±N/24 and ±N/24/60");
        }
        take();
    }

    private static char closing(ParameterToken open) {
        return open.is(Kind.OPEN_CYCLE) ? ']' : '}';
    }

    private ParameterToken peek() {
        return tokens.get(next);
    }

    private ParameterToken take() {
        ParameterToken token = tokens.get(next);
        if (!token.is(Kind.END)) {
            next++;
        }
        return token;
    }

    private ParameterSyntaxException at(ParameterToken token, String sentence) {
        return new ParameterSyntaxException(text, token.position(), sentence);
    }
}
