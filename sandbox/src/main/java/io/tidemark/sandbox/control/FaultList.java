package io.tidemark.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

/** {@code tidemark sandbox fault list}. */
@Command(name = "list", description = "Shows the rules, how many calls each has seen, and how many it struck.")
final class FaultList extends Step {

    @Override
    Said ask(AdminPort port) throws RefusedException {
        JsonNode faults = port.get("/faults");
        if (faults.path("rules").isEmpty()) {
            return Said.line(faults, "No rules.");
        }
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        faults.path("rules").forEach(rule -> lines.add(RuleLine.of(rule)));
        return Said.line(faults, lines.toString());
    }
}
