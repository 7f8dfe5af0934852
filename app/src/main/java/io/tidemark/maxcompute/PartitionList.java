package io.tidemark.maxcompute;

import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.Table;
import io.tidemark.sync.Partition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The partitions of a table, the latest first: by their values, whole numbers by their size. */
final class PartitionList {
    private static final Comparator<String> NUMBERS_BY_SIZE = (a, b) -> isNumber(a) && isNumber(b)
            ? Comparator.comparingInt(String::length)
                    .thenComparing(Comparator.naturalOrder())
                    .compare(a, b)
            : a.compareTo(b);

    private PartitionList() {}

    /**
     * Asks for all of them.
     *
     * @param wanted values that they must have
     */
    static List<Partition> of(Table table, Map<String, String> wanted) {
        List<Partition> partitions = new ArrayList<>();
        Iterator<com.aliyun.odps.Partition> all = table.getPartitionIterator();
        while (all.hasNext()) {
            Partition partition = partition(all.next().getPartitionSpec());
            if (partition.values().entrySet().containsAll(wanted.entrySet())) {
                partitions.add(partition);
            }
        }
        partitions.sort(Collections.reverseOrder(PartitionList::compare));
        return partitions;
    }

    private static Partition partition(PartitionSpec spec) {
        Map<String, String> values = new LinkedHashMap<>();
        spec.keys().forEach(key -> values.put(key, spec.get(key)));
        return new Partition(values);
    }

    /** Both have the same columns, in the same order. */
    private static int compare(Partition a, Partition b) {
        Iterator<String> others = b.values().values().iterator();
        for (String value : a.values().values()) {
            int order = NUMBERS_BY_SIZE.compare(value, others.next());
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
