package io.tidemark.definition;

import com.cronutils.model.Cron;
import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.model.time.generator.FieldValueGeneratorFactory;
import io.tidemark.schedule.LocalTimes;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The times of a cron expression, which are the same on all of its days. The library is asked for days only: it takes a fraction
 * of a millisecond for each answer, and there are plans of a hundred thousand cycles. Thread-safe.
 */
final class CronTimes implements LocalTimes {
    private final ExecutionTime cron;
    private final List<LocalTime> times;
    private final boolean everyDay;
    private volatile @Nullable Step last;

    /** No day of the expression lies between two days, both exclusive; the second is one. */
    private record Step(LocalDate after, LocalDate next) {}

    CronTimes(Cron cron) {
        this.cron = ExecutionTime.forCron(cron);
        this.times = values(cron, CronFieldName.HOUR, 23)
                .flatMap(hour -> values(cron, CronFieldName.MINUTE, 59).map(minute -> LocalTime.of(hour, minute)))
                .toList();
        List<String> days = Stream.of(CronFieldName.DAY_OF_MONTH, CronFieldName.DAY_OF_WEEK, CronFieldName.MONTH)
                .map(name -> field(cron, name).getExpression().asString())
                .toList();
        this.everyDay =
                List.of("*", "?").containsAll(days) && !days.subList(0, 2).equals(List.of("?", "?"));
    }

    @Override
    public Optional<LocalDateTime> nextAfter(LocalDateTime time) {
        LocalDate day = time.toLocalDate();
        int found = Collections.binarySearch(times, time.toLocalTime());
        int later = found < 0 ? -found - 1 : found + 1;
        if (later < times.size() && isOn(day)) {
            return Optional.of(day.atTime(times.get(later)));
        }
        return dayAfter(day).map(next -> next.atTime(times.get(0)));
    }

    @Override
    public boolean contains(LocalDateTime time) {
        return Collections.binarySearch(times, time.toLocalTime()) >= 0 && isOn(time.toLocalDate());
    }

    private boolean isOn(LocalDate day) {
        return dayAfter(day.minusDays(1)).filter(day::equals).isPresent();
    }

    /** The first of the expression's days after another one. */
    private Optional<LocalDate> dayAfter(LocalDate day) {
        if (everyDay) {
            return Optional.of(day.plusDays(1));
        }
        Step known = last;
        if (known != null && !day.isBefore(known.after()) && day.isBefore(known.next())) {
            return Optional.of(known.next());
        }
        LocalDateTime end = day.plusDays(1).atStartOfDay().minusSeconds(1);
        Optional<LocalDate> next =
                cron.nextExecution(end.atZone(ZoneOffset.UTC)).map(time -> time.toLocalDate());
        next.ifPresent(found -> last = new Step(day, found));
        return next;
    }

    private static Stream<Integer> values(Cron cron, CronFieldName name, int most) {
        return FieldValueGeneratorFactory.forCronField(field(cron, name)).generateCandidates(0, most).stream();
    }

    private static CronField field(Cron cron, CronFieldName name) {
        return Objects.requireNonNull(cron.retrieveFieldsAsMap().get(name), "six fields were read");
    }
}
