package io.tidemark.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentTest {
    @Test
    void theParameterFieldOfDataWorksIsReadAsItStands() {
        assertThat(
                        Assignment.parseList(
                                " startTime=$[yyyymmddhh24miss-10/24/60]  endTime=$[yyyymmddhh24miss-5/24/60] date=${bdp.system.bizdate} x="))
                .extracting(Assignment::name, Assignment::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("startTime", "$[yyyymmddhh24miss-10/24/60]"),
                        org.assertj.core.groups.Tuple.tuple("endTime", "$[yyyymmddhh24miss-5/24/60]"),
                        org.assertj.core.groups.Tuple.tuple("date", "${bdp.system.bizdate}"),
                        org.assertj.core.groups.Tuple.tuple("x", ""));
        assertThat(Assignment.parseList("  ")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "a=1 b; 5; `b` is no name=value",
                "a = 1; 1; `a` is no name=value; a space parts two assignments",
                "a=1 =2; 5; `` cannot be the name of a parameter",
                "a-b=1; 1; `a-b` cannot be the name of a parameter",
                "a=1 a=2; 5; `a` gets a value twice",
                "a=1=2; 4; a value holds no `=`",
                "a=1 b=$[yyyy; 7; end it with `]`",
                "b=$[yyyy-mm-dd hh24:mi]; 3; is not closed",
                "a=1 b=${hh24}; 7; use $[..] for the scheduled time",
            })
    void aMistakeIsNamedWithItsPlaceInTheWholeList(String list, int position, String sentence) {
        ParameterSyntaxException thrown =
                catchThrowableOfType(ParameterSyntaxException.class, () -> Assignment.parseList(list));

        assertThat(thrown).hasMessageContaining(sentence).hasMessageContaining("in `" + list + "`");
        assertThat(thrown.position()).isEqualTo(position);
    }
}
