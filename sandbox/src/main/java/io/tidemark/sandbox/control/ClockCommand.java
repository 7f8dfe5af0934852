package io.tidemark.sandbox.control;

import picocli.CommandLine.Command;

/** {@code tidemark sandbox clock}. */
@Command(
        name = "clock",
        description = "Turns the clock that both services go by, in a sandbox that was started with --admin-port.",
        subcommands = {ClockShow.class, ClockJump.class, ClockSet.class, ClockReset.class},
        footer = {
            "",
            "Retention of streams, the life of upload sessions and slow commits follow it. A restart puts it back."
        })
public final class ClockCommand extends Group {}
