package io.tidemark.sandbox.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark sandbox clock jump}. */
@Command(name = "jump", description = "Turns the clock forwards, for example by 24h.")
// The field is set by the command line before call().
@SuppressWarnings("NullAway.Init")
final class ClockJump extends ClockStep {

    @Parameters(paramLabel = "TIME", description = "A length such as 30s, 2m, 24h, 7d.")
    private String by;

    @Option(names = "--back", description = "Turns it backwards.")
    private boolean back;

    @Override
    Said ask(AdminPort port) throws RefusedException {
        return shown(
                port.post("/clock/jump", JsonNodeFactory.instance.objectNode().put("by", back ? "-" + by : by)));
    }
}
