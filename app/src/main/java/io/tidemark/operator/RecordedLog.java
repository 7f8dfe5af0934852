package io.tidemark.operator;

import io.tidemark.attempt.AttemptLog;
import io.tidemark.store.LogLine;
import io.tidemark.workflow.KnownSecrets;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Writes the lines of one attempt into the database and shows them where its worker does. Keeps a bounded number; the rest is
 * counted. A line that cannot be kept never fails the attempt. Thread-safe.
 */
final class RecordedLog implements AttemptLog, AutoCloseable {
    static final int MOST_LINES = 1000;

    /** More than a day of one every ten seconds. */
    private static final int MOST_STATUS_LINES = 10_000;

    private static final System.Logger LOG = System.getLogger(RecordedLog.class.getName());

    private final Records records;
    private final UUID attempt;
    private final AttemptDisplay display;
    private int lines;
    private int statusLines;

    RecordedLog(Records records, UUID attempt, AttemptDisplay display) {
        this.records = records;
        this.attempt = attempt;
        this.display = display;
    }

    @Override
    public void info(String line) {
        line(LogLine.Level.INFO, line);
    }

    @Override
    public void warn(String line) {
        line(LogLine.Level.WARN, line);
    }

    /** A line that says how the attempt gets on. */
    synchronized void status(String line) {
        statusLines++;
        if (statusLines <= MOST_STATUS_LINES) {
            write(LogLine.Level.INFO, line);
        }
    }

    /** A line that is kept in any case: what became of the attempt. */
    synchronized void last(LogLine.Level level, String line) {
        closeLines();
        write(level, line);
    }

    /** Says how many lines were left out, if any were. */
    @Override
    public synchronized void close() {
        closeLines();
    }

    private synchronized void line(LogLine.Level level, String line) {
        lines++;
        if (lines <= MOST_LINES) {
            write(level, line);
        }
    }

    private void closeLines() {
        if (lines > MOST_LINES) {
            write(
                    LogLine.Level.WARN,
                    (lines - MOST_LINES) + " further lines were left out: at most " + MOST_LINES + " are kept");
            lines = 0;
        }
    }

    private void write(LogLine.Level level, String said) {
        String line = KnownSecrets.masked(said);
        display.line(line);
        try {
            records.logs().append(attempt, records.clock().instant(), level, line);
        } catch (RuntimeException e) {
            String what = "a line of attempt " + attempt + " could not be kept (" + line + "); the attempt goes on";
            FailureLine.write(LOG, Level.WARNING, what, e);
        }
    }
}
