package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void aJavaThatWouldLoseCharactersIsRefused() throws Exception {
        Process process = start("US-ASCII");

        assertThat(printed(process))
                .isEqualTo(
                        "tidemark: this Java reads and writes text as US-ASCII, and so would the clouds' SDKs: values "
                                + "would lose characters. Start ./tidemark, or add -Dfile.encoding=UTF-8 to the java command.\n");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void oneThatKeepsThemIsNot() throws Exception {
        Process process = start("UTF-8");

        assertThat(printed(process)).contains("Usage: tidemark");
        assertThat(process.waitFor()).isZero();
    }

    private static Process start(String charset) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=" + charset,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--help")
                .redirectErrorStream(true)
                .start();
    }

    private static String printed(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
