package io.tidemark.sandbox.maxcompute.tunnel;

import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rows of a download.
 *
 * @param start the first row, from 0
 * @param count how many; more than there are means all that follow
 */
public record RowRange(long start, long count) {
    private static final Pattern TEXT = Pattern.compile("\\((\\d{1,19}),(\\d{1,19})\\)");

    /** Reads {@code (start,count)} and checks it against the number of rows there are. */
    public static RowRange parse(String text, long rows) throws Refusal {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw invalid("The row range '" + text + "' is not of the form (start,count).");
        }
        try {
            RowRange range = new RowRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
            if (range.start() > rows) {
                throw invalid("The row range '" + text + "' starts behind the last of " + rows + " rows.");
            }
            return range;
        } catch (NumberFormatException e) {
            throw invalid("The row range '" + text + "' has a number that is too large.");
        }
    }

    private static Refusal invalid(String message) {
        return new Refusal(RefusalCode.INVALID_ROW_RANGE, message);
    }
}
