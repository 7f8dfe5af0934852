package io.tidemark.sandbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.sandbox.time.Span;
import io.tidemark.sandbox.time.VirtualClock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** The clock of both servers: read, turned, set, put back. */
final class ClockResource implements AdminResource {

    private final VirtualClock clock;

    ClockResource(VirtualClock clock) {
        this.clock = clock;
    }

    @Override
    public JsonNode answer(AdminCall call) throws AdminRefusal {
        switch (call.method() + " " + call.rest()) {
            case "GET " -> call.allows();
            case "POST jump" -> {
                call.allows("by");
                clock.jump(Span.parseSigned(call.required("by")));
            }
            case "POST set" -> {
                call.allows("to");
                clock.set(instant(call.required("to")));
            }
            case "POST reset" -> {
                call.allows();
                clock.reset();
            }
            default -> throw call.wrongMethod();
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("now", clock.instant().toString())
                .put("ahead", Span.text(clock.ahead()));
    }

    private static Instant instant(String text) throws AdminRefusal {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeParseException e) {
            throw AdminRefusal.badInput(
                    "'" + text + "' is no instant: write one with its offset, such as 2026-11-22T10:05:00+08:00.");
        }
    }
}
