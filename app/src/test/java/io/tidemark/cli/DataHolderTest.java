package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DataHolderTest {
    @Test
    void itIsReadFromWhatTheSandboxPrinted() {
        assertThat(DataHolder.in("The data directory /d is in use by process 4711: stop that one, or choose another."))
                .contains(new DataHolder(4711));
        assertThat(DataHolder.in("Port 8087 on 127.0.0.1 is in use: stop the process that listens there."))
                .isEmpty();
    }

    @Test
    void aProcessThatIsGoneHasEnded() throws Exception {
        Process gone = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "--version")
                .redirectErrorStream(true)
                .start();
        gone.getInputStream().readAllBytes();

        assertThat(new DataHolder(gone.pid()).endsWithin(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void aProcessThatStaysHasNot() {
        assertThat(new DataHolder(ProcessHandle.current().parent().orElseThrow().pid()).endsWithin(Duration.ZERO))
                .isFalse();
    }
}
