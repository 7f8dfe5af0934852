package io.tidemark.sandbox.control;

import picocli.CommandLine.Command;

/** {@code tidemark sandbox fault}. */
@Command(
        name = "fault",
        description = "Lets calls of the services go wrong, in a sandbox that was started with --admin-port.",
        subcommands = {FaultAdd.class, FaultList.class, FaultClear.class},
        footer = {
            "",
            "For example, lose the answer of the next commit, though it was carried out:",
            "  tidemark sandbox fault add CommitUpload reset@after --times 1"
        })
public final class FaultCommand extends Group {}
