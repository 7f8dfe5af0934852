package io.tidemark.sandbox.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.sandbox.fault.AddedRule;
import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.FaultText;
import io.tidemark.sandbox.fault.Hits;
import io.tidemark.sandbox.fault.Service;
import io.tidemark.sandbox.fault.Target;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import io.tidemark.sandbox.tablestore.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules as the admin port reads and writes them. */
final class RuleJson {

    private static final Pattern CALLS = Pattern.compile("([0-9]{1,18})(?:(\\.\\.)([0-9]{1,18})?)?");

    private RuleJson() {}

    /** The rule that a call describes, checked. */
    static FaultRule read(AdminCall call) throws AdminRefusal {
        call.allows("operation", "fault", "table", "calls", "every", "probability", "times", "seed");
        Target target = Target.parse(call.required("operation"));
        Fault fault = FaultText.parse(call.required("fault"));
        if (fault instanceof Fault.ErrorCode error) {
            checkCode(target, error.code());
        }
        return new FaultRule(target, call.text("table").orElse(null), hits(call), fault);
    }

    private static Hits hits(AdminCall call) throws AdminRefusal {
        Hits hits = Hits.ALL;
        Optional<String> calls = call.text("calls");
        if (calls.isPresent()) {
            hits = calls(calls.get());
        }
        return new Hits(
                hits.from(),
                hits.to(),
                call.count("every").orElse(hits.every()),
                probability(call),
                call.count("times").orElse(hits.times()));
    }

    private static Hits calls(String text) throws AdminRefusal {
        Matcher matcher = CALLS.matcher(text.strip());
        if (!matcher.matches()) {
            throw AdminRefusal.badInput("'calls' is a number or a range, such as 3, 2..5, or 4.., not '" + text + "'.");
        }
        long from = Long.parseLong(matcher.group(1));
        boolean one = matcher.group(2) == null;
        return Hits.ALL.calls(
                from, one ? from : matcher.group(3) == null ? Long.MAX_VALUE : Long.parseLong(matcher.group(3)));
    }

    private static double probability(AdminCall call) throws AdminRefusal {
        Optional<String> text = call.text("probability");
        try {
            return text.map(Double::valueOf).orElse(1.0);
        } catch (NumberFormatException e) {
            throw AdminRefusal.badInput(
                    "'probability' is a number above 0 and at most 1, not '" + text.orElse("") + "'.");
        }
    }

    private static void checkCode(Target target, String code) throws AdminRefusal {
        boolean tablestore = target.operations().iterator().next().service() == Service.TABLESTORE;
        List<String> known = tablestore
                ? Arrays.stream(ErrorCode.values())
                        .map(ErrorCode::text)
                        .sorted()
                        .toList()
                : Arrays.stream(RefusalCode.values())
                        .map(RefusalCode::code)
                        .sorted()
                        .toList();
        if (!known.contains(code)) {
            throw AdminRefusal.badInput((tablestore ? "Tablestore" : "MaxCompute") + " has no error '" + code
                    + "' here: take one of " + String.join(", ", known) + ".");
        }
    }

    /** A rule with what it did so far. What holds for all calls is left out. */
    static ObjectNode of(AddedRule added) {
        FaultRule rule = added.rule();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", added.id())
                .put("operation", rule.target().text())
                .put("fault", FaultText.text(rule.fault()));
        if (rule.table() != null) {
            json.put("table", rule.table());
        }
        Hits hits = rule.hits();
        if (hits.from() != Hits.ALL.from() || hits.to() != Hits.ALL.to()) {
            json.put("calls", calls(hits));
        }
        if (hits.every() != Hits.ALL.every()) {
            json.put("every", hits.every());
        }
        if (hits.probability() < 1) {
            json.put("probability", hits.probability());
        }
        if (hits.times() != Hits.ALL.times()) {
            json.put("times", hits.times());
        }
        return json.put("seed", added.seed()).put("seen", added.calls()).put("struck", added.struck());
    }

    private static String calls(Hits hits) {
        if (hits.from() == hits.to()) {
            return String.valueOf(hits.from());
        }
        return hits.from() + ".." + (hits.to() == Long.MAX_VALUE ? "" : hits.to());
    }
}
