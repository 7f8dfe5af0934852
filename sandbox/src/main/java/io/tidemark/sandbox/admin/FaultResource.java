package io.tidemark.sandbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.sandbox.fault.AddedRule;
import io.tidemark.sandbox.fault.Faults;

/** The rules: listed, added, taken away one by one or all. */
final class FaultResource implements AdminResource {

    private final Faults faults;

    FaultResource(Faults faults) {
        this.faults = faults;
    }

    @Override
    public JsonNode answer(AdminCall call) throws AdminRefusal {
        if (call.path().size() > 2) {
            throw AdminRefusal.nothingHere("/" + String.join("/", call.path()));
        }
        return switch (call.method()) {
            case "GET" -> list();
            case "POST" -> RuleJson.of(add(call));
            case "DELETE" -> call.rest().isEmpty() ? cleared(faults.clear()) : remove(call.rest());
            default -> throw call.wrongMethod();
        };
    }

    private JsonNode list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("seed", faults.seed());
        ArrayNode rules = json.putArray("rules");
        faults.rules().forEach(rule -> rules.add(RuleJson.of(rule)));
        return json;
    }

    private AddedRule add(AdminCall call) throws AdminRefusal {
        var rule = RuleJson.read(call);
        var seed = call.number("seed");
        return seed.isPresent() ? faults.add(rule, seed.get()) : faults.add(rule);
    }

    private JsonNode remove(String id) throws AdminRefusal {
        try {
            if (faults.remove(Long.parseLong(id))) {
                return cleared(1);
            }
        } catch (NumberFormatException e) {
            throw AdminRefusal.badInput("The id of a rule is a number, not '" + id + "'.");
        }
        throw new AdminRefusal(404, "There is no rule " + id + ".");
    }

    private static JsonNode cleared(int rules) {
        return JsonNodeFactory.instance.objectNode().put("cleared", rules);
    }
}
