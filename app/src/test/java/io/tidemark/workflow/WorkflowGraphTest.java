package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowGraphTest {
    @Test
    void whatHangsBetweenTwoLoopsIsNoLoop() {
        Map<TaskId, List<Dependency>> tasks = new LinkedHashMap<>();
        tasks.put(id(0), after(1, 2));
        tasks.put(id(1), after(0));
        tasks.put(id(2), after(3));
        tasks.put(id(3), after(4));
        tasks.put(id(4), after(3, 5, 9));
        tasks.put(id(5), List.of(new Dependency.PreviousCycle(id(0)), new Dependency.OwnPreviousCycle()));

        assertThat(new WorkflowGraph(tasks).loops()).containsExactly(List.of(id(0), id(1)), List.of(id(3), id(4)));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyTaskThatReachesItselfIsInALoopThatIsNamed(long seed) {
        Random random = new Random(seed);
        int size = 2 + random.nextInt(8);
        boolean[][] reach = new boolean[size][size];
        Map<TaskId, List<Dependency>> tasks = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            List<Dependency> dependencies = new ArrayList<>();
            for (int j = 0; j < size; j++) {
                if (random.nextInt(size) == 0) {
                    reach[i][j] = true;
                    dependencies.add(new Dependency.SameCycle(id(j)));
                }
            }
            tasks.put(id(i), dependencies);
        }
        List<List<TaskId>> loops = new WorkflowGraph(tasks).loops();

        Set<TaskId> entangled = new HashSet<>();
        for (List<TaskId> loop : loops) {
            for (int i = 0; i < loop.size(); i++) {
                assertThat(tasks.get(loop.get(i)))
                        .as("seed %d: %s", seed, loop)
                        .contains(new Dependency.SameCycle(loop.get((i + 1) % loop.size())));
            }
        }
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    reach[i][j] |= reach[i][k] && reach[k][j];
                }
            }
        }
        for (List<TaskId> loop : loops) {
            for (int i = 0; i < size; i++) {
                int first = Integer.parseInt(loop.get(0).task());
                if (reach[i][first] && reach[first][i]) {
                    assertThat(entangled.add(id(i)))
                            .as("seed %d: one loop for those of %s", seed, loop)
                            .isTrue();
                }
            }
        }
        for (int i = 0; i < size; i++) {
            assertThat(entangled.contains(id(i)))
                    .as("seed %d, task %d", seed, i)
                    .isEqualTo(reach[i][i]);
        }
    }

    private static TaskId id(int number) {
        return new TaskId("w", Integer.toString(number));
    }

    private static List<Dependency> after(int... numbers) {
        List<Dependency> dependencies = new ArrayList<>();
        for (int number : numbers) {
            dependencies.add(new Dependency.SameCycle(id(number)));
        }
        return dependencies;
    }
}
