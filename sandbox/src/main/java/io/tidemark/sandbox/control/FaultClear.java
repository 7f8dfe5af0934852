package io.tidemark.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tidemark sandbox fault clear}. */
@Command(name = "clear", description = "Takes one rule away, or all.")
final class FaultClear extends Step {

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "The rule's number, as 'fault list' shows it; without one, all rules go.")
    private @Nullable String id;

    @Override
    Said ask(AdminPort port) throws RefusedException {
        if (id != null && !id.matches("[0-9]{1,18}")) {
            throw RefusedException.badInput("The number of a rule is digits, not '" + id + "': see 'fault list'.");
        }
        JsonNode cleared = port.delete(id == null ? "/faults" : "/faults/" + id);
        return Said.line(cleared, "Rules taken away: " + cleared.path("cleared").asText() + ".");
    }
}
