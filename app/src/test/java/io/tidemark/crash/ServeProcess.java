package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code tidemark serve} as a person starts it. Closing it kills it. */
final class ServeProcess implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String READY = "log in ";

    /** As the JVM ends on a TERM signal, however well. */
    private static final int TERMINATED = 143;

    private final Commands commands;
    private final LifeProcess process;

    private ServeProcess(Commands commands, LifeProcess process) {
        this.commands = commands;
        this.process = process;
    }

    /** Returns once it serves, as its settings file says. */
    static ServeProcess start(Commands commands, Path config) throws Exception {
        int before = timesReady(commands.errors());
        ServeProcess serve = new ServeProcess(commands, commands.inAnother("serve", "--config", config.toString()));
        long start = System.nanoTime();
        while (timesReady(commands.errors()) == before) {
            assertThat(serve.goesOnFor(Duration.ofMillis(50))).as("it serves").isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
        }
        return serve;
    }

    private static int timesReady(Path errors) throws IOException {
        return Files.exists(errors) ? Files.readString(errors).split(READY, -1).length : 1;
    }

    /** Waits, and returns whether it still lives. */
    boolean goesOnFor(Duration time) throws Exception {
        return !process.saysSomethingWithin(time);
    }

    void standStillFor(Duration time) throws Exception {
        signal("STOP");
        assertThat(goesOnFor(time)).isTrue();
        signal("CONT");
    }

    /** Tells it to stop, and waits until it has. */
    void stop() throws Exception {
        signal("TERM");
        assertThat(process.exitCode()).as(Files.readString(commands.errors())).isEqualTo(TERMINATED);
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
