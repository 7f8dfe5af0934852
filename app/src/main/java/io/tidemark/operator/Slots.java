package io.tidemark.operator;

import java.util.Map;

/**
 * How many attempts may be queued or running at once; each number is 1 to {@link #MOST}.
 *
 * @param all of all tasks together
 * @param dataSources of those that read from or write to a data source, by its name; those that are not here have no limit
 * @param resourceGroups of the tasks of a resource group, by its name; a task of any other waits until there is one
 */
public record Slots(int all, Map<String, Integer> dataSources, Map<String, Integer> resourceGroups) {
    public static final int MOST = 1000;

    public static final Slots DEFAULT = of(8);

    public Slots {
        dataSources = Map.copyOf(dataSources);
        resourceGroups = Map.copyOf(resourceGroups);
        require(all);
        dataSources.values().forEach(Slots::require);
        resourceGroups.values().forEach(Slots::require);
    }

    /** Of all tasks, and no other limit. */
    public static Slots of(int all) {
        return new Slots(all, Map.of(), Map.of());
    }

    private static void require(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("slots are 1 to " + MOST + ", not " + most);
        }
    }
}
