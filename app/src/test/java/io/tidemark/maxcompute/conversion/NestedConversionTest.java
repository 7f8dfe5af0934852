package io.tidemark.maxcompute.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.aliyun.odps.type.TypeInfoParser;
import io.tidemark.maxcompute.record.MapEntries;
import io.tidemark.sync.ColumnConversion;
import io.tidemark.sync.ColumnConversion.Misfit;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NestedConversionTest {
    private static ColumnConversion to(String type) {
        return ColumnConversions.of("p.t", "c", TypeInfoParser.getTypeInfoFromTypeString(type));
    }

    @Test
    void whatIsInsideGoesByItsOwnType() throws Misfit {
        assertThat(to("ARRAY<BIGINT>").convert("[1, 2.0, \"3\", true, null]"))
                .isEqualTo(Arrays.asList(1L, 2L, 3L, 1L, null));
        assertThat(to("ARRAY<STRING>").convert(" [1.50, 1e3, false, \"a\\u0000👍\"] "))
                .isEqualTo(List.of("1.50", "1e3", "false", "a\u0000👍"));
        assertThat(to("ARRAY<DECIMAL(38,18)>").convert("[0.100000000000000001]"))
                .isEqualTo(List.of("0.100000000000000001"));
        assertThat(to("ARRAY<DOUBLE>").convert("[-0, -0.0, 9007199254740992]"))
                .isEqualTo(List.of(-0.0, -0.0, 9007199254740992.0));
        assertThat(to("ARRAY<ARRAY<BOOLEAN>>").convert("[[], [true], null]"))
                .isEqualTo(Arrays.asList(List.of(), List.of(true), null));
        assertThat(to("MAP<BIGINT,DATE>").convert("{\"2\": \"1970-01-02\", \"1\": null}"))
                .isEqualTo(new MapEntries(List.of(2L, 1L), Arrays.asList(1L, null)));
        assertThat(to("STRUCT<a:DATE,b:STRUCT<c:STRING>>").convert("{\"B\": {\"C\": \"x\"}}"))
                .isEqualTo(Arrays.asList(null, List.of("x")));
        assertThat(to("STRUCT<a:JSON,b:JSON>").convert("{\"a\": {\"x\" : [1.50, {}]}, \"b\": \"\\u00e9\"}"))
                .isEqualTo(List.of("{\"x\" : [1.50, {}]}", "\"\\u00e9\""));
        assertThat(to("ARRAY<STRING>").convert("[\"ü\"]".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(List.of("ü"));
        assertThat(to("STRUCT<a:DATE>").convert("{}")).isEqualTo(Arrays.asList((Object) null));
        assertThat(to("ARRAY<DATE>").convert("null")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ARRAY<BIGINT>       | [1, 12.5]              | at $[1] is not a whole number",
                "ARRAY<BIGINT>       | [9223372036854775808]  | at $[0] is outside",
                "ARRAY<TINYINT>      | [[1]]                  | at $[0] is a JSON array or object",
                "ARRAY<BIGINT>       | {}                     | is not a JSON array",
                "ARRAY<BIGINT>       | 1                      | is not a JSON array",
                "ARRAY<BIGINT>       | ~~                     | is empty and not JSON",
                "ARRAY<BIGINT>       | [1                     | is not JSON from character",
                "ARRAY<BIGINT>       | [01]                   | is not JSON from character",
                "ARRAY<BIGINT>       | [NaN]                  | is not JSON from character",
                "ARRAY<BIGINT>       | [1] [2]                | is more than one JSON value",
                "ARRAY<FLOAT>        | [16777217]             | at $[0] has more digits",
                "ARRAY<STRING>       | [\"\\ud83d\"]           | at $[0] holds half a character",
                "MAP<BIGINT,STRING>  | {\"a\": \"b\"}           | at $.a stands under a key that is not a number",
                "MAP<BIGINT,STRING>  | {\"1\": \"b\", \"1.0\": 2} | stands under a key that is there twice",
                "MAP<STRING,BIGINT>  | {\"a b\": \"x\"}         | at $[\"a b\"] is not a number",
                "MAP<STRING,BIGINT>  | []                     | is not a JSON object",
                "STRUCT<a:BIGINT>    | {\"b\": 1}               | at $.b is a field that the STRUCT does not have",
                "STRUCT<a:BIGINT>    | {\"a\": 1, \"A\": 2}       | at $.A is a field that is there twice",
                "STRUCT<a:ARRAY<STRUCT<b:DATE>>> | {\"a\": [{}, {\"b\": \"yesterday\"}]} | at $.a[1].b is not a date",
            })
    void whatDoesNotFitInsideNamesItsPlace(String type, String json, String reason) {
        assertThatExceptionOfType(Misfit.class)
                .isThrownBy(() -> to(type).convert(json))
                .withMessageContaining(reason);
    }

    @Test
    void aNumberIsNoJsonText() {
        assertThatExceptionOfType(Misfit.class)
                .isThrownBy(() -> to("ARRAY<BIGINT>").convert(1L))
                .withMessageContaining("not JSON text");
    }

    @Test
    void depthAndSizeAreBounded() throws Misfit {
        String deep = "[".repeat(900) + "]".repeat(900);
        assertThat(to("STRUCT<a:JSON>").convert("{\"a\": " + deep + "}")).isEqualTo(List.of(deep));
        assertThatExceptionOfType(Misfit.class)
                .isThrownBy(() -> to("JSON").convert("[".repeat(5_000_000)))
                .withMessageContaining("deeper than 1000 levels");
        String wide = IntStream.range(0, 1000).mapToObj(i -> "f" + i + ":DATE").collect(Collectors.joining(","));
        String many = "[" + "{},".repeat(20_000) + "{}]";
        assertThatExceptionOfType(Misfit.class)
                .isThrownBy(() -> to("ARRAY<STRUCT<" + wide + ">>").convert(many))
                .withMessageContaining("takes more than the 8388608 bytes that fit");
        assertThat(to("DATE").convert(LocalDate.of(2026, 11, 22).toString())).isNotNull();
    }
}
