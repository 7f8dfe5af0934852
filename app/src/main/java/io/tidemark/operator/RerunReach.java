package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Upstream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows the edges from what is to run again to what comes after it. */
record RerunReach(Records records, RerunScope scope) {
    static final int MOST = 2000;

    private static final Comparator<CycleInstance> BY_CYCLE = Comparator.comparing(
                    (CycleInstance instance) -> instance.id().cycle())
            .thenComparing(instance -> instance.id().toString());

    /**
     * What comes after these instances and is in the scope, themselves left out.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code TOO_MANY_INSTANCES}
     */
    List<CycleInstance> after(Collection<CycleInstance> roots) {
        Set<InstanceId> seen = roots.stream().map(CycleInstance::id).collect(Collectors.toCollection(HashSet::new));
        Deque<InstanceId> open = new ArrayDeque<>(seen);
        List<CycleInstance> found = new ArrayList<>();
        while (scope.downstream() && !open.isEmpty()) {
            InstanceId from = open.remove();
            for (Upstream next : records.edges().downstreams(from)) {
                if (scope.leadsOn(from, next.id()) && seen.add(next.id())) {
                    open.add(next.id());
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
        return found;
    }

    static Failure tooMany(String advice) {
        return Failure.user("TOO_MANY_INSTANCES", "These are more than " + MOST + " instances.", advice);
    }

    /** The same instances, each behind those of them that it runs after, otherwise by cycle. */
    List<CycleInstance> inOrder(Collection<CycleInstance> instances) {
        Map<InstanceId, CycleInstance> left = new HashMap<>();
        instances.forEach(instance -> left.put(instance.id(), instance));
        Map<InstanceId, Integer> before = new HashMap<>();
        Map<InstanceId, List<InstanceId>> behind = new HashMap<>();
        for (InstanceId id : left.keySet()) {
            for (Upstream upstream : records.edges().upstreams(id)) {
                if (left.containsKey(upstream.id())) {
                    before.merge(id, 1, Integer::sum);
                    behind.computeIfAbsent(upstream.id(), none -> new ArrayList<>())
                            .add(id);
                }
            }
        }
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
