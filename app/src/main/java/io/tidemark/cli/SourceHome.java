package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where data sources are: in a file, or in an operator. */
final class SourceHome {
    @Option(
            names = "--datasources",
            paramLabel = "FILE",
            description = "default: the nearest datasources.yaml at or above workflows/ beside the launcher")
    private @Nullable Path file;

    @Option(
            names = "--in-operator",
            description = "those that the operator of --data or --server has, its file's included, instead of a file's")
    private boolean inOperator;

    @Mixin
    private DeskOptions desk = new DeskOptions();

    /** Whether an operator is meant. */
    boolean isOperator() {
        boolean operator = inOperator || desk.elsewhere().isPresent();
        if (operator && file != null) {
            throw Failure.user(
                            "BAD_OPTION",
                            "--datasources names a file, --in-operator and --server an operator.",
                            "Leave one of them out.")
                    .asException();
        }
        return operator;
    }

    DeskOptions desk() {
        return desk;
    }

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}
