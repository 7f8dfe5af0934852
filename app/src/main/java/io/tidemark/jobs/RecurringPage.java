package io.tidemark.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.operator.Recurring;
import io.tidemark.workflow.ScheduleText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of <em>Recurring</em>, in the form of JobRunr's own. JobRunr would compute the next run from the text of the schedule; it
 * is the planner's here, with its validity and its ways about changes of the clock.
 *
 * @param offset 0 or more
 * @param limit 1 or more
 */
record RecurringPage(long offset, int limit) {
    private static final int DEFAULT = 20;
    private static final int LONGEST_LABEL = 45;

    RecurringPage {
        if (offset < 0 || limit < 1) {
            throw new IllegalArgumentException("a page begins at 0 or later and has something on it");
        }
    }

    /**
     * Reads the query of an address.
     *
     * @throws IllegalArgumentException if it says no page
     */
    static RecurringPage of(@Nullable String query) {
        Map<String, String> values = query == null
                ? Map.of()
                : Arrays.stream(query.split("&", -1))
                        .map(part -> part.split("=", 2))
                        .filter(part -> part.length == 2)
                        .collect(Collectors.toMap(part -> part[0], part -> part[1], (first, second) -> first));
        return new RecurringPage(
                Long.parseLong(values.getOrDefault("offset", "0")),
                Integer.parseInt(values.getOrDefault("limit", Integer.toString(DEFAULT))));
    }

    ObjectNode of(List<Recurring> all) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("total", all.size());
        page.put("currentPage", offset / limit);
        page.put("totalPages", (all.size() + limit - 1) / limit);
        page.put("limit", limit);
        page.put("offset", offset);
        page.put("hasPrevious", offset > 0);
        page.put("hasNext", offset + limit < all.size());
        page.putArray("items")
                .addAll(all.stream()
                        .skip(offset)
                        .limit(limit)
                        .map(RecurringPage::item)
                        .toList());
        return page;
    }

    private static ObjectNode item(Recurring one) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", one.name());
        item.put("jobName", one.name());
        item.putArray("labels")
                .add(label("version " + one.version().number()))
                .add(label(
                        one.tasks().size() == 1
                                ? one.tasks().get(0).task()
                                : one.tasks().size() + " tasks"));
        item.put("scheduleExpression", text(one.schedule()));
        item.put("zoneId", one.zone().getId());
        item.put("nextRun", one.next().toString());
        return item;
    }

    /** The pages put a cron expression into words, and show what begins with P as it is. */
    private static String text(ScheduleText schedule) {
        return schedule instanceof ScheduleText.Every every ? every.interval().toString() : schedule.toString();
    }

    private static String label(String text) {
        return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL - 1) + "…";
    }
}
