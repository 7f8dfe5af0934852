package io.tidemark.console;

import java.util.Map;

/**
 * What is true now, in a sentence or two.
 *
 * @param title the first thing to know
 * @param lead the numbers behind it
 */
record Headline(String title, String lead) {
    /**
     * Says it.
     *
     * @param needSomebody cycles that wait for a person, however old
     * @param lastHour cycles that fell due in the last hour, by state
     */
    static Headline of(int needSomebody, Map<Mark, Integer> lastHour) {
        int due = lastHour.values().stream().mapToInt(Integer::intValue).sum();
        int done = lastHour.getOrDefault(Mark.SUCCEEDED, 0);
        return new Headline(title(needSomebody, lastHour, due, done), lead(due, done));
    }

    private static String title(int needSomebody, Map<Mark, Integer> lastHour, int due, int done) {
        int retrying = lastHour.getOrDefault(Mark.RETRYING, 0);
        if (needSomebody > 0) {
            return cycles(needSomebody) + (needSomebody == 1 ? " needs you." : " need you.") + retrying(retrying);
        }
        if (due == 0) {
            return "Nothing needs you.";
        }
        int going = due - done - retrying;
        if (retrying > 0) {
            return "Nothing needs you." + retrying(retrying);
        }
        if (going == 0) {
            return "All cycles of the last hour succeeded.";
        }
        return done == 0
                ? "Nothing needs you. " + cycles(going) + (going == 1 ? " is" : " are") + " on the way."
                : "All finished cycles of the last hour succeeded. " + going + (going == 1 ? " is" : " are")
                        + " on the way.";
    }

    private static String lead(int due, int done) {
        return due == 0
                ? "No cycle was due in the last hour."
                : "%d of %s that fell due in the last hour %s done."
                        .formatted(done, cycles(due), done == 1 ? "is" : "are");
    }

    private static String retrying(int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> " 1 is retrying by itself.";
            default -> " " + count + " are retrying by themselves.";
        };
    }

    private static String cycles(int count) {
        return count == 1 ? "1 cycle" : "%,d cycles".formatted(count);
    }
}
