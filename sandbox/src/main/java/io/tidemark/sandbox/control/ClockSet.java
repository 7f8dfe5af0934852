package io.tidemark.sandbox.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tidemark sandbox clock set}. */
@Command(name = "set", description = "Makes the clock show an instant; it goes on from there.")
// The field is set by the command line before call().
@SuppressWarnings("NullAway.Init")
final class ClockSet extends ClockStep {

    @Parameters(paramLabel = "INSTANT", description = "With its offset, such as 2026-11-22T10:05:00+08:00.")
    private String to;

    @Override
    Said ask(AdminPort port) throws RefusedException {
        return shown(
                port.post("/clock/set", JsonNodeFactory.instance.objectNode().put("to", to)));
    }
}
