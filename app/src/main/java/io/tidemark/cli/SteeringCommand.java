package io.tidemark.cli;

import io.tidemark.operator.Decision;
import io.tidemark.operator.SourceHint;
import io.tidemark.operator.Steering;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark instances stop}, {@code freeze} and {@code unfreeze}. */
@Command
abstract class SteeringCommand implements Callable<Integer> {
    private final DeskAccess access;
    private final Steering steering;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(arity = "1..*", paramLabel = "ID", description = InstanceText.EXAMPLE)
    private List<String> ids = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept with each instance")
    private String reason = "";

    SteeringCommand(DeskAccess access, Steering steering) {
        this.access = access;
        this.steering = steering;
    }

    @Override
    public Integer call() {
        Decision decision = new Decision.Steer(
                steering, ids.stream().map(InstanceText::read).toList(), reason.strip());
        String command = "instances " + steering.name().toLowerCase(Locale.ROOT);
        return access.decide(global, command, decision, SourceHint.NONE, consent);
    }

    /** {@code tidemark instances stop}. */
    @Command(
            name = "stop",
            description = "Stops instances: no further attempt; a running one ends at its next safe point.",
            mixinStandardHelpOptions = true)
    static final class Stop extends SteeringCommand {
        Stop(DeskAccess access) {
            super(access, Steering.STOP);
        }
    }

    /** {@code tidemark instances freeze}. */
    @Command(
            name = "freeze",
            description =
                    "Holds instances back that do not run yet, and so what waits for them, until they are unfrozen.",
            mixinStandardHelpOptions = true)
    static final class Freeze extends SteeringCommand {
        Freeze(DeskAccess access) {
            super(access, Steering.FREEZE);
        }
    }

    /** {@code tidemark instances unfreeze}. */
    @Command(name = "unfreeze", description = "Lets instances go on that are frozen.", mixinStandardHelpOptions = true)
    static final class Unfreeze extends SteeringCommand {
        Unfreeze(DeskAccess access) {
            super(access, Steering.UNFREEZE);
        }
    }
}
