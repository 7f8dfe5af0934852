package io.tidemark.schedule;

/**
 * A value of the scheduling-parameter language that DataWorks users know, for example {@code
 * $[yyyymmddhh24miss-10/24/60]}. Immutable; {@link Object#toString} prints text that {@link #parse} reads back.
 *
 * <p>A value is a concatenation of
 *
 * <ul>
 *   <li>literal text without spaces, {@code =} and {@code $};
 *   <li>{@code $[pattern offset..]}: the scheduled time, to the second. Offsets: {@code ±N} or {@code ±7*N} days, {@code
 *       ±N/24} hours, {@code ±N/24/60} minutes, in any combination; {@code $[add_months(pattern,±N) offset..]} shifts by
 *       months first, and a day that the month lacks becomes its last;
 *   <li>{@code ${pattern±N}}: the business date, the day before. The offset counts the smallest field of the pattern;
 *   <li>{@code $bizdate}, {@code $cyctime}, {@code $gmtdate}, {@code $bizmonth}, {@code $jobid} (the workflow), {@code
 *       $nodeid} (the task), {@code $taskid} (the instance), and the older {@code ${bdp.system.bizdate}} and {@code
 *       ${bdp.system.cyctime}}.
 * </ul>
 *
 * Fields are {@code yyyy yy mm dd hh24 hh12 hh mi ss}: {@code mm} is always the month, {@code mi} the minute.
 */
public sealed interface ParameterExpression permits LiteralText, BuiltInValue, CycleTime, BusinessTime, Concatenation {
    /**
     * Reads one value.
     *
     * @throws ParameterSyntaxException if the text is not of the language
     */
    static ParameterExpression parse(String text) {
        return new ParameterParser(text).parse();
    }

    /**
     * The value on an occasion. Days, months and years move the local date, hours and minutes move the instant, so that a
     * window of ten minutes is ten minutes long across a clock change too.
     *
     * @throws IllegalArgumentException with a sentence, if the value names its task and there is none, or if it lies outside
     *     of the years 1 to 9999
     */
    ParameterValue evaluate(Occasion occasion);

    /** The value in a cycle of no task in particular. */
    default ParameterValue evaluate(Cycle cycle) {
        return evaluate(Occasion.of(cycle));
    }

    /** Whether the value is the same in every cycle. */
    boolean isConstant();

    /** Whether the value depends on whose cycle it is. */
    default boolean namesTask() {
        return false;
    }
}
