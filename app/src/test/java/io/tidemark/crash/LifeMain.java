package io.tidemark.crash;

import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A life in a process of its own. Each line that it is told is a window, and the point at which it has to die while it runs
 * it: {@code WORK TIMES POINT}, or {@code WORK 0}. It answers {@code ended CODE SENTENCE}, or dies. With {@code WORK -TIMES
 * POINT} it says {@code at} there, and goes on when it is told any line.
 */
final class LifeMain {
    private static final AttemptLog STDERR = new AttemptLog() {
        @Override
        public void info(String line) {
            System.err.println("info  " + line);
        }

        @Override
        public void warn(String line) {
            System.err.println("warn  " + line);
        }
    };

    private LifeMain() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.http.retryPost", "false");
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Life life = new Life(Path.of(arguments[0]), new Clouds.Ends(arguments[1], arguments[2]))) {
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                String[] words = line.split(" ", 3);
                Work work = Work.parse(words[0]);
                int times = Integer.parseInt(words[1]);
                System.err.println("asked " + line);
                System.out.println("ended "
                        + text(life.run(work, STDERR, times == 0 ? point -> {} : wire(words[2], times, told))));
            }
        }
    }

    private static Consumer<String> wire(String deadly, int times, BufferedReader told) {
        AtomicInteger passed = new AtomicInteger();
        return point -> {
            if (!point.equals(deadly) || passed.incrementAndGet() != Math.abs(times)) {
                return;
            }
            if (times > 0) {
                // No hook, no buffer, no finally: what the process has not told anybody is gone.
                Runtime.getRuntime().halt(LifeProcess.DIED_AT_POINT);
            }
            System.out.println("at " + point);
            try {
                told.readLine();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Succeeded succeeded) {
            return "SUCCEEDED " + succeeded.note();
        }
        if (outcome instanceof Outcome.Undecided undecided) {
            return sentence(undecided.failure());
        }
        if (outcome instanceof Outcome.Failed failed) {
            return sentence(failed.failure());
        }
        return "CANCELLED";
    }

    private static String sentence(Failure failure) {
        return failure.code() + " " + failure.message().replaceAll("\\s+", " ");
    }
}
