package io.tidemark.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.control.InstanceJson;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Desk;
import io.tidemark.store.InstanceView;
import io.tidemark.store.LogLine;
import io.tidemark.store.LogPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a listener has not been told yet about one instance: its state and counts whenever they change, the lines of its attempts one
 * after another, and that it has ended. Not thread-safe.
 */
final class InstanceFeed {
    private static final Pattern POSITION = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    private final Desk desk;
    private final InstanceId id;
    private int attempt;
    private int line;
    private @Nullable JsonNode told;
    private boolean ended;

    /**
     * An event, as a browser's {@code EventSource} takes it.
     *
     * @param position where a listener that was cut off goes on behind it; absent if it does not move on
     */
    record Event(String name, Optional<String> position, JsonNode data) {
        @Override
        public String toString() {
            return "event: " + name + "\n"
                    + position.map(at -> "id: " + at + "\n").orElse("")
                    + "data: " + data + "\n\n";
        }
    }

    /**
     * Begins behind a position, or at the first line of the first attempt.
     *
     * @param position of an event; what is none counts as absent, as it does for {@code Last-Event-ID}
     */
    InstanceFeed(Desk desk, InstanceId id, Optional<String> position) {
        this.desk = desk;
        this.id = id;
        Matcher matcher = POSITION.matcher(position.orElse("1-0"));
        boolean understood = matcher.matches();
        this.attempt = understood ? Integer.parseInt(matcher.group(1)) : 1;
        this.line = understood ? Integer.parseInt(matcher.group(2)) : 0;
    }

    /** Whether everything was told. */
    boolean ended() {
        return ended;
    }

    /**
     * What is new since the last call.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code INSTANCE_UNKNOWN} among others
     */
    List<Event> next() {
        // Before the lines are read: what an ended instance has said is all there by then.
        InstanceView view = desk.instance(id).instance();
        List<Event> events = new ArrayList<>();
        JsonNode now = InstanceJson.views(List.of(view)).get(0);
        if (!now.equals(told)) {
            told = now;
            events.add(new Event("instance", Optional.empty(), now));
        }
        boolean allLines = lines(view.attempts(), events);
        if (view.state().ended() && allLines) {
            ended = true;
            events.add(new Event("end", Optional.empty(), now));
        }
        return events;
    }

    /** Adds a page of lines. Returns whether there are no more, nor can be before the next attempt. */
    private boolean lines(int attempts, List<Event> events) {
        if (attempt > attempts) {
            return true;
        }
        LogPage page = desk.log(id, Optional.of(attempt), line);
        for (LogLine said : page.lines()) {
            line = said.seq();
            events.add(new Event(
                    "log",
                    Optional.of(attempt + "-" + line),
                    InstanceJson.line(said).put("attempt", attempt)));
        }
        if (!page.last()) {
            return false;
        }
        if (attempt < attempts) {
            attempt++;
            line = 0;
            return false;
        }
        return true;
    }
}
