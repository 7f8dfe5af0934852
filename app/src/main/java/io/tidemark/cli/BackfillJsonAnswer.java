package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.access.Actor;
import io.tidemark.control.BackfillJson;
import io.tidemark.operator.Decision;
import io.tidemark.operator.DecisionRequest;
import io.tidemark.operator.Preview;
import io.tidemark.operator.SourceHint;
import java.util.Optional;

/** Starts a backfill for a script: what would happen and what was made, as one JSON object. */
record BackfillJsonAnswer(DeskAccess access, DeskOptions global, Consent consent) {
    /** Returns the exit code. */
    int start(Decision decision) {
        DecisionRequest request = new DecisionRequest(decision, SourceHint.NONE, Actor.local(access.user()));
        return access.with(global, "backfill", desk -> {
            Preview preview = desk.preview(request);
            ObjectNode answer = Json.object();
            ArrayNode sentences = answer.putArray("preview");
            preview.sentences().forEach(sentences::add);
            boolean made = consent.givenWithoutAsking();
            answer.put("started", made);
            if (made) {
                desk.carryOut(request, preview.seen().orElseThrow());
                answer.set(
                        "backfill",
                        BackfillJson.view(desk.backfills(Optional.empty(), 1).get(0)));
            }
            access.terminal().out().println(Json.text(answer));
            return ExitCode.DONE.value();
        });
    }
}
