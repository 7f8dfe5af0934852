package io.tidemark.cli;

import io.tidemark.store.ChainDetails;
import io.tidemark.store.ChainView;
import io.tidemark.sync.Checkpoint;
import io.tidemark.sync.Sequence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A chain for people. */
final class ChainLines {
    private static final int SHOWN_OF_ITERATOR = 24;

    private ChainLines() {}

    static List<String> of(ChainDetails details) {
        ChainView chain = details.chain();
        List<String> lines = new ArrayList<>();
        lines.add("chain      " + chain.id());
        lines.add("stream     " + chain.streamId());
        lines.add("head       " + chain.head().map(Instant::toString).orElse("-")
                + (chain.head().isPresent() && details.head().shards().isEmpty() ? "  (found by time)" : ""));
        lines.add("version    " + chain.version() + ", since " + chain.createdAt());
        chain.toBeRecovered().ifPresent(why -> lines.add("STOPPED    to be recovered: " + why));
        lines.add("windows    "
                + (details.windows().isEmpty()
                        ? "none"
                        : details.windows().entrySet().stream()
                                .map(count -> count.getValue() + " " + count.getKey())
                                .collect(Collectors.joining(", "))));
        details.gaps().forEach(gap -> lines.add("gap        " + gap));
        details.head().shards().forEach((id, at) -> lines.add("shard      " + id + "  " + position(at)));
        details.events()
                .forEach(event ->
                        lines.add(event.at() + "  " + event.by() + "  " + event.action() + "  " + event.detail()));
        return lines;
    }

    private static String position(Checkpoint at) {
        StringBuilder text = new StringBuilder();
        if (at.iterator() == null) {
            text.append("read to its end");
        } else {
            String iterator = at.iterator().value();
            text.append(at.skip())
                    .append(" records behind ")
                    .append(
                            iterator.length() <= SHOWN_OF_ITERATOR
                                    ? iterator
                                    : iterator.substring(0, SHOWN_OF_ITERATOR) + "…");
        }
        Sequence seen = at.lastSeen();
        if (seen != null) {
            text.append(", last record of ").append(seen.instant());
        }
        if (at.tailSeenAt() != null) {
            text.append(", tail seen at ").append(at.tailSeenAt());
        }
        return text.toString();
    }
}
