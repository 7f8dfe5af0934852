package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Terminal;
import io.tidemark.wiring.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tidemark params} as it is typed. */
class ParamsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void anExpressionBecomesItsValue() {
        assertThat(params("$[yyyymmddhh24miss-10/24/60]", "--cyctime", "2026-11-22T10:05:00"))
                .isZero();
        assertThat(out).hasToString("20261122095500\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aListBecomesALineForEach() {
        assertThat(params("ds=${yyyymmdd} hm=$[hh24mi] id=$taskid", "--cyctime", "20261122100500", "--task", "w/t"))
                .isZero();
        assertThat(out).hasToString("ds=20261121\nhm=1005\nid=w/t@2026-11-22T10:05+08:00\n");
    }

    @Test
    void scriptsGetTheInstantBesideTheText() {
        assertThat(params(
                        "t=$cyctime d=$bizdate",
                        "--cyctime",
                        "2026-10-25T02:30+01:00",
                        "--zone",
                        "Europe/Berlin",
                        "--json"))
                .isZero();
        assertThat(out)
                .hasToString(
                        "{\"t\":{\"text\":\"20261025023000\",\"instant\":\"2026-10-25T01:30:00Z\"},\"d\":{\"text\":\"20261024\"}}\n");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "$[yyyy; 2026-11-22T10:05; Asia/Shanghai; in `$[yyyy`, at character 1: `$[` is not closed; end it with `]`",
                "$jobid; 2026-11-22T10:05; Asia/Shanghai; `$jobid` is known in a task of a workflow only",
                "$bizdate; noon; Asia/Shanghai; --cyctime noon is not a time.",
                "$bizdate; 2026-10-25T02:30; Europe/Berlin; happens twice in Europe/Berlin, where the clock changes then. Write it as 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00.",
                "$bizdate; 2026-03-29T02:30; Europe/Berlin; does not exist in Europe/Berlin",
                "$bizdate; 2026-03-29T02:30; Berlin; --timezone Berlin is not a time zone.",
            })
    void aMistakeIsASentenceAndExitCodeTwo(String text, String cyctime, String zone, String sentence) {
        assertThat(params(text, "--cyctime", cyctime, "--zone", zone)).isEqualTo(2);
        assertThat(err.toString()).contains(sentence);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void withoutAScheduledTimeThereIsNoValue() {
        assertThat(params("$bizdate")).isEqualTo(2);
        assertThat(err.toString()).contains("Give its scheduled time with --cyctime 2026-11-22T10:05:00.");
    }

    @Test
    void helpShowsTheExamplesAsTheyAreTyped() {
        assertThat(params("-h")).isZero();
        assertThat(out.toString())
                .contains("tidemark params 'ds=$[yyyymmdd-1] hm=$[hh24mi]' --cyctime 2026-11-22T10:05:00");
    }

    private int params(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "params";
        System.arraycopy(args, 0, all, 1, args.length);
        return CommandLines.commands(
                        new Terminal(new PrintWriter(out), new PrintWriter(err), false),
                        Path.of("").toAbsolutePath())
                .execute(all);
    }
}
