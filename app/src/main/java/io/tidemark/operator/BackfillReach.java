package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Prospect;
import io.tidemark.sync.StreamInfo;
import io.tidemark.sync.SyncRequest;
import io.tidemark.workflow.InvalidDefinitionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the sources of a backfill whether they still keep the records that it would read. */
final class BackfillReach {
    private final StatusTables tables;
    private final SourceHint hint;
    private final Instant now;

    BackfillReach(StatusTables tables, SourceHint hint, Instant now) {
        this.tables = tables;
        this.hint = hint;
        this.now = now;
    }

    /**
     * What a person should know, a sentence a line.
     *
     * @throws FailureException LIMIT {@code WINDOW_PAST_RETENTION} if records of a window have expired for certain
     */
    List<String> look(List<BackfillMember> members) {
        Map<ChainId, List<BackfillMember>> read = new LinkedHashMap<>();
        members.stream()
                .filter(member -> reads(member))
                .forEach(member -> read.computeIfAbsent(
                                member.request().orElseThrow().chain(), chain -> new ArrayList<>())
                        .add(member));
        List<String> sentences = new ArrayList<>();
        read.forEach((chain, of) -> sentences.addAll(look(chain, of)));
        return sentences;
    }

    /** Whether there are, as far as is known, records that it would read. */
    private static boolean reads(BackfillMember member) {
        return member.prospect()
                .filter(prospect -> prospect instanceof Prospect.Fresh
                        || prospect instanceof Prospect.Filled
                        || (prospect instanceof Prospect.Rewritten again
                                && again.row().counts().read() > 0)
                        || (prospect instanceof Prospect.Reopened open
                                && open.row().counts().read() > 0))
                .isPresent();
    }

    private List<String> look(ChainId chain, List<BackfillMember> members) {
        StreamInfo stream;
        try (StatusTables.StatusTable table = tables.open(List.of(chain), hint)) {
            stream = table.source().stream();
        } catch (FailureException e) {
            return List.of(notAsked(chain, e.failure().message()));
        } catch (InvalidDefinitionException e) {
            return List.of(notAsked(chain, e.problems().get(0).sentence() + "."));
        }
        Instant oldest = now.minus(stream.retention());
        List<SyncRequest> requests =
                members.stream().flatMap(member -> member.request().stream()).toList();
        List<SyncRequest> gone = requests.stream()
                .filter(request -> !request.window().end().isAfter(oldest)
                        && request.window().end().isAfter(stream.createdAt()))
                .toList();
        if (!gone.isEmpty()) {
            throw pastRetention(chain, gone, stream);
        }
        long doubtful = requests.stream()
                .filter(request -> request.window().start().isBefore(oldest)
                        && request.window().end().isAfter(oldest))
                .count();
        return doubtful == 0
                ? List.of()
                : List.of("Careful: " + doubtful + (doubtful == 1 ? " window" : " windows") + " of chain " + chain
                        + " began longer ago than its stream keeps records, "
                        + stream.retention().toHours()
                        + " h; what has expired of it makes it fail, and nothing is overwritten then.");
    }

    private static String notAsked(ChainId chain, String why) {
        return "Careful: how long the stream of chain " + chain + " keeps its records could not be asked: " + why;
    }

    private static FailureException pastRetention(ChainId chain, List<SyncRequest> gone, StreamInfo stream) {
        SyncRequest latest = gone.get(0);
        for (SyncRequest request : gone) {
            latest = request.window().end().isAfter(latest.window().end()) ? request : latest;
        }
        return Failure.limit(
                        "WINDOW_PAST_RETENTION",
                        "The stream of chain " + chain + " keeps records for "
                                + stream.retention().toHours() + " h, so those of " + gone.size()
                                + (gone.size() == 1 ? " window" : " windows") + " up to "
                                + latest.window().end() + " have expired.",
                        "Load what they held with a full export of the table, and choose later dates here.")
                .asException();
    }
}
