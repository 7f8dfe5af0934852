package io.tidemark;

import io.tidemark.cli.Terminal;
import io.tidemark.wiring.CommandLines;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Entry point: {@code tidemark COMMAND ..}. */
public final class Main {
    private static final int BAD_INPUT = 2;

    private Main() {}

    public static void main(String[] args) {
        // Read once, before the first connection: the JDK would send a commit whose answer was lost a second time by
        // itself.
        System.setProperty("sun.net.http.retryPost", "false");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Optional<BufferedReader> answers = Boolean.getBoolean("tidemark.answers")
                ? Optional.of(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
                : Optional.empty();
        Terminal terminal =
                new Terminal(writer(System.out), writer(System.err), Boolean.getBoolean("tidemark.terminal"), answers);
        if (!Charset.defaultCharset().equals(StandardCharsets.UTF_8)) {
            terminal.err()
                    .println("tidemark: this Java reads and writes text as " + Charset.defaultCharset()
                            + ", and so would the clouds' SDKs: values would lose characters. Start ./tidemark, or add "
                            + "-Dfile.encoding=UTF-8 to the java command.");
            terminal.err().flush();
            System.exit(BAD_INPUT);
        }
        Path home = Path.of(System.getProperty("tidemark.home", ""))
                .toAbsolutePath()
                .normalize();
        System.exit(CommandLines.commands(terminal, home).execute(args));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }
}
