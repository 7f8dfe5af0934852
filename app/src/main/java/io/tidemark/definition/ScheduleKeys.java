package io.tidemark.definition;

import io.tidemark.workflow.NearestName;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScheduleText;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** Reads {@code timezone}, and {@code schedule} or {@code every}. */
final class ScheduleKeys {
    private static final int LONGEST_ABBREVIATION = 4;
    private static final ZoneId TIMEZONE = ZoneId.of("Asia/Shanghai");

    private final Section keys;
    private final FolderReading folder;
    private final Problems problems;

    ScheduleKeys(Section keys, FolderReading folder, Problems problems) {
        this.keys = keys;
        this.folder = folder;
        this.problems = problems;
    }

    /** The zone; the default also when what is written is none, which is then a problem. */
    ZoneId zone() {
        return keys.text("timezone").flatMap(this::zone).orElse(TIMEZONE);
    }

    /** Empty when neither key is there or there is a mistake, which is then a problem. */
    Optional<ScheduleText> schedule() {
        Optional<ScheduleText> cron = keys.text("schedule").flatMap(this::cron);
        Optional<ScheduleText> every = keys.duration("every").flatMap(interval -> {
            try {
                return Optional.of(new ScheduleText.Every(interval));
            } catch (IllegalArgumentException e) {
                problems.error(keys.placeOf("every"), "`every`: " + Mistake.sentence(e));
                return Optional.empty();
            }
        });
        if (keys.has("schedule") && keys.has("every")) {
            problems.error(keys.placeOf("every"), "`every` and `schedule` exclude each other; remove one");
            return Optional.empty();
        }
        return cron.or(() -> every);
    }

    /** Whether one of the two keys is there. */
    boolean isWritten() {
        return keys.has("schedule") || keys.has("every");
    }

    private Optional<ScheduleText> cron(Located.Text text) {
        ScheduleText schedule = new ScheduleText.Cron(text.value().text());
        try {
            folder.schedule(schedule, TIMEZONE);
            return Optional.of(schedule);
        } catch (IllegalArgumentException e) {
            problems.error(text.place(), Mistake.sentence(e));
            return Optional.empty();
        }
    }

    private Optional<ZoneId> zone(Located.Text text) {
        try {
            return Optional.of(ZoneId.of(text.value().text()));
        } catch (DateTimeException e) {
            String name = text.value().text();
            // What resembles an abbreviation is mostly another one, of a zone far away.
            String advice = Optional.of(name)
                    .filter(typed -> typed.length() > LONGEST_ABBREVIATION)
                    .flatMap(typed -> NearestName.of(typed, ZoneId.getAvailableZoneIds()))
                    .map(nearest -> "; did you mean `" + nearest + "`?")
                    .orElse("; write a name such as Asia/Shanghai");
            problems.error(text.place(), "`" + name + "` is no time zone" + advice);
            return Optional.empty();
        }
    }
}
