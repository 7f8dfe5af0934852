package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class BadCommandLineTest {
    private final StringWriter printed = new StringWriter();

    private int execute(String... arguments) {
        Terminal terminal = new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(printed), false);
        RunCommand run = new RunCommand(
                data -> {
                    throw new AssertionError("nothing is opened");
                },
                (script, chain, parameters, cyctime, zone, dataSources) -> {
                    throw new AssertionError("nothing is read");
                },
                terminal,
                InstantSource.system(),
                duration -> {},
                Path.of("."));
        return new TidemarkCommand(List.of(run), terminal).execute(arguments);
    }

    @Test
    void eachMistakeIsOneLineThatSaysWhatToDo() {
        assertThat(execute("run", "x.json", "-p", "startTime")).isEqualTo(2);
        assertThat(execute("rum")).isEqualTo(2);
        assertThat(execute("run", "x.json", "--dat", "d")).isEqualTo(2);
        assertThat(execute("run", "x.json", "y.json")).isEqualTo(2);
        assertThat(execute("run")).isEqualTo(2);
        assertThat(execute("run", "x.json", "--task")).isEqualTo(2);

        assertThat(printed.toString().lines())
                .containsExactly(
                        "tidemark: -p takes NAME=VALUE, such as -p startTime=20261122100000; it was given 'startTime'."
                                + " See 'tidemark run -h'.",
                        "tidemark: There is no command 'rum'. Did you mean 'run'? See 'tidemark -h'.",
                        "tidemark: There is no option '--dat'. Did you mean '--data'? See 'tidemark run -h'.",
                        "tidemark: There is no further argument 'y.json'. See 'tidemark run -h'.",
                        "tidemark: Missing required parameter: 'SCRIPT'. See 'tidemark run -h'.",
                        "tidemark: Missing required parameter for option '--task' (NAME). See 'tidemark run -h'.");
    }
}
