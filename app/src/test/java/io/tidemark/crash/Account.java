package io.tidemark.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is in the target, against what was written. */
record Account(List<String> lost, List<String> doubled, List<String> foreign, List<String> disordered) {
    /**
     * Counts each row.
     *
     * @param written in the order of the changes
     * @param rows by partition
     */
    static Account of(List<String> written, Map<String, List<String>> rows) {
        Map<String, Integer> times = new HashMap<>();
        rows.values().forEach(partition -> partition.forEach(row -> times.merge(row, 1, Integer::sum)));
        List<String> lost = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        for (String row : written) {
            Integer found = times.remove(row);
            if (found == null) {
                lost.add(row);
            } else if (found > 1) {
                doubled.add(row + " in " + where(rows, row));
            }
        }
        return new Account(lost, doubled, new ArrayList<>(times.keySet()), disordered(rows));
    }

    private static List<String> where(Map<String, List<String>> rows, String row) {
        return rows.entrySet().stream()
                .filter(partition -> partition.getValue().contains(row))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A later change of a row is never in an earlier window. */
    private static List<String> disordered(Map<String, List<String>> rows) {
        Map<Integer, List<String>> windows = new TreeMap<>();
        rows.forEach((partition, content) -> {
            if (partition.startsWith("w")) {
                windows.put(Integer.parseInt(partition.substring(1)), content);
            }
        });
        List<String> found = new ArrayList<>();
        Map<String, Integer> newest = new HashMap<>();
        windows.forEach((window, content) -> {
            Map<String, Integer> here = new HashMap<>();
            for (String row : content) {
                String[] parts = row.split("\\|", 4);
                int number = Integer.parseInt(parts[2]);
                if (number < newest.getOrDefault(parts[0], -1)) {
                    found.add(row + " in w" + window + " although a later change came before");
                }
                here.merge(parts[0], number, Math::max);
            }
            newest.putAll(here);
        });
        return found;
    }
}
