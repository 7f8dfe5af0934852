package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Upstream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows the edges from what is to run again to what comes after it. */
record RerunReach(Records records, RerunScope scope) {
    static final int MOST = 2000;

    private static final Set<InstanceState> TO_BEGIN = Set.of(InstanceState.WAITING, InstanceState.FROZEN);

    private static final Comparator<CycleInstance> BY_CYCLE = Comparator.comparing(
                    (CycleInstance instance) -> instance.id().cycle())
            .thenComparing(instance -> instance.id().toString());

    /**
     * What comes after some instances.
     *
     * @param found those in the scope
     * @param passed all that were met on the way, and the instances themselves
     */
    record Reached(List<CycleInstance> found, Set<InstanceId> passed) {}

    /**
     * What comes after these instances, themselves left out. What has never begun is found, but not what comes after that: it has
     * still to run anyway.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code TOO_MANY_INSTANCES}
     */
    Reached after(Collection<CycleInstance> roots) {
        Set<InstanceId> seen = roots.stream().map(CycleInstance::id).collect(Collectors.toCollection(HashSet::new));
        Deque<InstanceId> open = new ArrayDeque<>(seen);
        List<CycleInstance> found = new ArrayList<>();
        while (scope.downstream() && !open.isEmpty()) {
            InstanceId from = open.remove();
            for (Upstream next : records.edges().downstreams(from)) {
                if (scope.leadsOn(from, next.id()) && seen.add(next.id())) {
                    if (!isToBegin(next)) {
                        open.add(next.id());
                    }
                    if (scope.holds(next.id())) {
                        records.instances().find(next.id()).ifPresent(found::add);
                    }
                }
            }
            if (seen.size() > MOST) {
                throw tooMany("Choose some tasks of what comes after with --tasks.")
                        .asException();
            }
        }
        return new Reached(found, seen);
    }

    private boolean isToBegin(Upstream instance) {
        return instance.state().filter(TO_BEGIN::contains).isPresent()
                && records.attempts().count(instance.id()) == 0;
    }

    static Failure tooMany(String advice) {
        return Failure.user("TOO_MANY_INSTANCES", "These are more than " + MOST + " instances.", advice);
    }

    /**
     * What each of these runs after, of the others: what it waits for, also by way of instances that are none of them and do not
     * run again.
     *
     * @param passed the instances that lie between them
     */
    Map<InstanceId, Set<InstanceId>> before(Collection<InstanceId> chosen, Set<InstanceId> passed) {
        Map<InstanceId, List<InstanceId>> upstreams = new HashMap<>();
        Map<InstanceId, Set<InstanceId>> before = new HashMap<>();
        for (InstanceId id : chosen) {
            Set<InstanceId> nearest = new LinkedHashSet<>();
            Set<InstanceId> seen = new HashSet<>(Set.of(id));
            Deque<InstanceId> open = new ArrayDeque<>(seen);
            while (!open.isEmpty()) {
                for (InstanceId upstream : upstreams.computeIfAbsent(open.remove(), this::upstreams)) {
                    if (chosen.contains(upstream)) {
                        nearest.add(upstream);
                    } else if (passed.contains(upstream) && seen.add(upstream)) {
                        open.add(upstream);
                    }
                }
            }
            before.put(id, nearest);
        }
        return before;
    }

    private List<InstanceId> upstreams(InstanceId instance) {
        return records.edges().upstreams(instance).stream().map(Upstream::id).toList();
    }

    /**
     * The same instances, each behind those of them that it runs after, otherwise by cycle.
     *
     * @param order as {@link #before} has it
     */
    static List<CycleInstance> inOrder(Collection<CycleInstance> instances, Map<InstanceId, Set<InstanceId>> order) {
        Map<InstanceId, Integer> before = new HashMap<>();
        Map<InstanceId, List<InstanceId>> behind = new HashMap<>();
        Map<InstanceId, CycleInstance> left = new HashMap<>();
        instances.forEach(instance -> left.put(instance.id(), instance));
        order.forEach((id, upstreams) -> upstreams.forEach(upstream -> {
            before.merge(id, 1, Integer::sum);
            behind.computeIfAbsent(upstream, none -> new ArrayList<>()).add(id);
        }));
        PriorityQueue<CycleInstance> free = new PriorityQueue<>(BY_CYCLE);
        left.values().stream().filter(one -> !before.containsKey(one.id())).forEach(free::add);
        List<CycleInstance> ordered = new ArrayList<>();
        while (!free.isEmpty()) {
            CycleInstance next = free.remove();
            ordered.add(next);
            for (InstanceId id : behind.getOrDefault(next.id(), List.of())) {
                if (before.merge(id, -1, Integer::sum) == 0) {
                    free.add(Objects.requireNonNull(left.get(id)));
                }
            }
        }
        return ordered;
    }
}
