package io.tidemark.sandbox.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;

/** {@code tidemark sandbox clock reset}. */
@Command(name = "reset", description = "Puts the clock back to the system's time.")
final class ClockReset extends ClockStep {

    @Override
    Said ask(AdminPort port) throws RefusedException {
        return shown(port.post("/clock/reset", JsonNodeFactory.instance.objectNode()));
    }
}
