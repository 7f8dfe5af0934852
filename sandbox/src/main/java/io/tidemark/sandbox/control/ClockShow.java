package io.tidemark.sandbox.control;

import picocli.CommandLine.Command;

/** {@code tidemark sandbox clock show}. */
@Command(name = "show", description = "Shows the time.")
final class ClockShow extends ClockStep {

    @Override
    Said ask(AdminPort port) throws RefusedException {
        return shown(port.get("/clock"));
    }
}
