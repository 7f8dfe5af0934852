package io.tidemark.operator;

import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Upstream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Why an instance is in its state, in words: what it waits for is followed upstream to those that wait for no other one. Each of
 * these is named once, by the shortest way to it; those that need a person come first.
 */
final class Causes {
    /** Nobody reads more. */
    private static final int MOST_SHOWN = 10;

    private static final int MOST_VISITED = 5000;

    /** A way of more instances is shown by its beginning and its end. */
    private static final int LONGEST_WAY = 4;

    private final Function<InstanceId, Optional<Known>> look;

    /**
     * Follows causes.
     *
     * @param look empty for what is not planned
     */
    Causes(Function<InstanceId, Optional<Known>> look) {
        this.look = look;
    }

    /**
     * What is known of an instance.
     *
     * @param why the reason of its last step
     * @param open what it runs after and has not succeeded; empty unless it waits
     * @param besides what else it waits for, each in words; empty unless it waits
     * @param advice of the failure of its last attempt
     */
    record Known(InstanceState state, String why, List<Upstream> open, List<String> besides, Optional<String> advice) {
        boolean waits() {
            return state == InstanceState.WAITING || state == InstanceState.RETRY_WAIT;
        }

        boolean needsAPerson() {
            return state == InstanceState.FAILED
                    || state == InstanceState.CANCELLED
                    || state == InstanceState.UNDECIDED
                    || state == InstanceState.FROZEN;
        }
    }

    /** One that waits for no other one, and how the instance that was asked about comes to wait for it. */
    private record Root(List<InstanceId> way, Optional<Known> known) {
        private InstanceId id() {
            return way.get(way.size() - 1);
        }
    }

    /** Sentences about an instance that is there, one a line. */
    List<String> of(InstanceId id) {
        Known known = look.apply(id).orElseThrow();
        List<String> lines = new ArrayList<>();
        if (!known.waits()) {
            lines.add(id + " is " + known.state() + ": " + known.why() + ".");
            lines.addAll(wayOut(id, known));
            return lines;
        }
        lines.add(id + " is " + known.state() + ".");
        known.besides().forEach(reason -> lines.add(sentence(reason)));
        if (!known.open().isEmpty()) {
            lines.addAll(ofUpstreams(id));
        } else if (known.besides().isEmpty()) {
            lines.add("It waits for nothing: an operator that runs queues it within seconds.");
        }
        return lines;
    }

    private List<String> ofUpstreams(InstanceId id) {
        List<String> lines = new ArrayList<>();
        List<Root> roots = roots(id);
        roots.stream().limit(MOST_SHOWN).forEach(root -> {
            lines.add(sentence(root));
            root.known().ifPresent(end -> lines.addAll(wayOut(root.id(), end)));
        });
        if (roots.size() > MOST_SHOWN) {
            lines.add("And so on for " + (roots.size() - MOST_SHOWN) + " more.");
        }
        return lines;
    }

    private List<Root> roots(InstanceId asked) {
        Map<InstanceId, Optional<InstanceId>> cameFrom = new HashMap<>();
        cameFrom.put(asked, Optional.empty());
        Deque<InstanceId> open = new ArrayDeque<>(List.of(asked));
        List<Root> roots = new ArrayList<>();
        while (!open.isEmpty()) {
            InstanceId id = open.remove();
            Optional<Known> known = look.apply(id);
            List<Upstream> further = known.map(Known::open).orElse(List.of());
            boolean enough = cameFrom.size() > MOST_VISITED;
            if (further.isEmpty() || enough) {
                roots.add(new Root(way(id, cameFrom), known));
            } else {
                for (Upstream upstream : further) {
                    if (cameFrom.putIfAbsent(upstream.id(), Optional.of(id)) == null) {
                        open.add(upstream.id());
                    }
                }
            }
        }
        roots.sort(Comparator.comparing(
                root -> root.known().filter(Known::needsAPerson).isEmpty()));
        return roots;
    }

    private static List<InstanceId> way(InstanceId end, Map<InstanceId, Optional<InstanceId>> cameFrom) {
        Deque<InstanceId> way = new ArrayDeque<>();
        Optional<InstanceId> at = Optional.of(end);
        while (at.isPresent()) {
            way.addFirst(at.get());
            at = cameFrom.getOrDefault(at.get(), Optional.empty());
        }
        way.removeFirst();
        return List.copyOf(way);
    }

    private static String sentence(Root root) {
        List<String> names =
                new ArrayList<>(root.way().stream().map(InstanceId::toString).toList());
        if (names.size() > LONGEST_WAY) {
            int left = names.size() - LONGEST_WAY + 1;
            List<String> middle = names.subList(LONGEST_WAY / 2, LONGEST_WAY / 2 + left);
            middle.clear();
            middle.add(left + " more, one after the other");
        }
        return "It runs after " + String.join(", which runs after ", names) + ", which is "
                + root.known().map(Causes::state).orElse("not planned yet") + ".";
    }

    private static String state(Known known) {
        if (!known.waits()) {
            return known.state() + ": " + known.why();
        }
        return known.state() + (known.besides().isEmpty() ? "" : ": " + String.join("; ", known.besides()));
    }

    /** How a person lets it, or what waits for it, go on. */
    private static List<String> wayOut(InstanceId id, Known known) {
        return switch (known.state()) {
            case FAILED, CANCELLED -> {
                List<String> lines = new ArrayList<>();
                known.advice().ifPresent(advice -> lines.add("  " + advice));
                lines.add("  `tidemark instances rerun " + id
                        + "` runs it once more; `tidemark instances set-successful " + id
                        + " --reason TEXT` lets what waits for it go on without it.");
                yield lines;
            }
            case UNDECIDED ->
                List.of("  `tidemark windows list --state UNDECIDED` shows its window; say with `tidemark windows"
                        + " resolve` whether its commit went in.");
            case FROZEN -> List.of("  `tidemark instances unfreeze " + id + "` lets it go on.");
            case WAITING, READY, RUNNING, RETRY_WAIT, CANCELLING, SUCCEEDED -> List.of();
        };
    }

    private static String sentence(String reason) {
        return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".";
    }
}
