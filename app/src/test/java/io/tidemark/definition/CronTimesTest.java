package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our way through a cron expression against the library's own. */
class CronTimesTest {
    private static final CronParser PARSER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53));
    private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 1, 1, 0, 0);

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "00 * * * * ?",
                "00 00/10 8-18 * * ?",
                "00 5,7,50-52 22-23,3 * * ?",
                "00 50/7 20/3 * * *",
                "00 30 2 ? * MON#2",
                "00 0 */7 L * ?",
                "00 0,59 0,23 15W * ?",
                "00 30 2 ? * 1-5",
                "00 30 2 31 * ?",
                "00 15 */12 29 2 ?",
                "00 0 0 1 JAN,JUL ?",
                "0 0 12 ? */5 5L",
            })
    void agreesWithTheLibrary(String expression) {
        long seed = expression.hashCode();
        Random random = new Random(seed);
        Cron cron = PARSER.parse(expression);
        ExecutionTime library = ExecutionTime.forCron(cron);
        CronTimes times = new CronTimes(cron);
        LocalDateTime time = BEGIN.plusMinutes(random.nextInt(1_000_000));
        for (int i = 0; i < 60; i++) {
            LocalDateTime next = library.nextExecution(time.atZone(ZoneOffset.UTC))
                    .map(ZonedDateTime::toLocalDateTime)
                    .orElseThrow();

            assertThat(times.nextAfter(time)).as("after %s", time).contains(next);
            assertThat(times.contains(next)).as("%s", next).isTrue();
            assertThat(times.contains(next.plusSeconds(1))).isFalse();
            assertThat(times.contains(time)).as("%s", time).isEqualTo(library.isMatch(time.atZone(ZoneOffset.UTC)));
            time = random.nextBoolean() ? next : BEGIN.plusSeconds(random.nextInt(100_000_000));
        }
    }
}
