package io.tidemark.maxcompute.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.type.TypeInfoParser;
import io.tidemark.attempt.FailureException;
import io.tidemark.sync.ColumnConversion;
import io.tidemark.sync.ColumnConversion.Misfit;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnConversionsTest {
    private static final byte[] NOT_UTF8 = {(byte) 0xC3, (byte) 0x28};

    private static ColumnConversion to(String type) {
        return ColumnConversions.of("p.t", "c", TypeInfoParser.getTypeInfoFromTypeString(type));
    }

    private static void misfit(String type, Object value, String reason) {
        assertThatExceptionOfType(Misfit.class)
                .isThrownBy(() -> to(type).convert(value))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "TINYINT, -128, 127",
        "SMALLINT, -32768, 32767",
        "INT, -2147483648, 2147483647",
        "BIGINT, -9223372036854775807, 9223372036854775807"
    })
    void integersFitUpToTheirBoundsAndNotBeyond(String type, long least, long greatest) throws Misfit {
        assertThat(to(type).convert(least)).isEqualTo(least);
        assertThat(to(type).convert(greatest)).isEqualTo(greatest);
        assertThat(to(type).convert(Long.toString(greatest))).isEqualTo(greatest);
        misfit(type, least - 1, "range of " + type);
        misfit(type, BigInteger.valueOf(greatest).add(BigInteger.ONE).toString(), "range of " + type);
        misfit(type, 1e300, "range of " + type);
        misfit(type, "1e999999999", "range of " + type);
    }

    @Test
    void integersTakeWhatIsExactlyOne() throws Misfit {
        assertThat(to("BIGINT").convert(3.0)).isEqualTo(3L);
        assertThat(to("BIGINT").convert((double) 1234567890123456789L)).isEqualTo(1234567890123456768L);
        assertThat(to("BIGINT").convert("42")).isEqualTo(42L);
        assertThat(to("BIGINT").convert("4.20e1")).isEqualTo(42L);
        assertThat(to("BIGINT").convert(true)).isEqualTo(1L);
        misfit("BIGINT", 12.7, "not a whole number");
        misfit("BIGINT", "12.7", "not a whole number");
        misfit("BIGINT", "1e-999999999", "not a whole number");
        misfit("BIGINT", "twelve", "not a number");
        misfit("BIGINT", "", "not a number");
        misfit("BIGINT", " 1", "not a number");
        misfit("BIGINT", "1".repeat(2000), "not a number");
        misfit("BIGINT", Double.NaN, "finite");
        misfit("BIGINT", new byte[] {1}, "binary");
    }

    @Test
    void decimalsKeepEveryDigit() throws Misfit {
        assertThat(to("DECIMAL(10,2)").convert("3.14")).isEqualTo("3.14");
        assertThat(to("DECIMAL(10,2)").convert("3.1400")).isEqualTo("3.14");
        assertThat(to("DECIMAL(10,2)").convert(0.1)).isEqualTo("0.1");
        assertThat(to("DECIMAL(10,2)").convert(7L)).isEqualTo("7");
        assertThat(to("DECIMAL(10,2)").convert("-99999999.99")).isEqualTo("-99999999.99");
        assertThat(to("DECIMAL(10,2)").convert("1e7")).isEqualTo("10000000");
        assertThat(to("DECIMAL(10,2)").convert("0e999999999")).isEqualTo("0");
        assertThat(to("DECIMAL(38,18)").convert(1e19)).isEqualTo("10000000000000000000");
        misfit("DECIMAL(10,2)", "3.14159", "2 decimal places");
        misfit("DECIMAL(10,2)", "1e-999999999", "2 decimal places");
        misfit("DECIMAL(10,2)", "100000000", "8 digits");
        misfit("DECIMAL(10,2)", "1e999999999", "8 digits");
        misfit("DECIMAL(10,2)", Double.POSITIVE_INFINITY, "finite");
        misfit("DECIMAL(10,2)", "abc", "not a number");
    }

    @Test
    void floatingPointTakesWhatItCanGiveBack() throws Misfit {
        assertThat(to("DOUBLE").convert(1.5)).isEqualTo(1.5);
        assertThat(to("DOUBLE").convert(1L << 53)).isEqualTo(9007199254740992.0);
        assertThat(to("DOUBLE").convert("0.1")).isEqualTo(0.1);
        assertThat(to("DOUBLE").convert("0.10")).isEqualTo(0.1);
        assertThat(to("DOUBLE").convert("-0")).isEqualTo(-0.0);
        misfit("DOUBLE", (1L << 53) + 1, "more digits");
        misfit("DOUBLE", "0.1000000000000000000000001", "more digits");
        misfit("DOUBLE", "1e400", "range of DOUBLE");
        misfit("DOUBLE", "1e-400", "more digits");
        misfit("DOUBLE", Double.NaN, "finite");
        misfit("DOUBLE", "NaN", "not a number");
        assertThat(to("FLOAT").convert(0.5)).isEqualTo(0.5f);
        assertThat(to("FLOAT").convert(0.1)).isEqualTo(0.1f);
        assertThat(to("FLOAT").convert(16777216L)).isEqualTo(16777216f);
        misfit("FLOAT", 16777217L, "more digits");
        misfit("FLOAT", 0.123456789, "more digits");
        misfit("FLOAT", 1e300, "range of FLOAT");
        misfit("FLOAT", 1e-300, "more digits");
        misfit("FLOAT", Double.NEGATIVE_INFINITY, "finite");
    }

    @Test
    void textIsLimitedInBytesAndCharacters() throws Misfit {
        assertThat(to("STRING").convert("größe 👍")).isEqualTo("größe 👍");
        assertThat(to("STRING").convert(42L)).isEqualTo("42");
        assertThat(to("STRING").convert(1.5)).isEqualTo("1.5");
        assertThat(to("STRING").convert(1e10)).isEqualTo("10000000000");
        assertThat(to("STRING").convert(-5e-5)).isEqualTo("-0.000050");
        assertThat(to("STRING").convert(-0.0)).isEqualTo("-0.0");
        for (double edge : new double[] {Double.MIN_VALUE, Double.MAX_VALUE, -1e300, Math.PI * 1e-100}) {
            assertThat(Double.parseDouble((String) to("STRING").convert(edge))).isEqualTo(edge);
        }
        assertThat(to("STRING").convert(false)).isEqualTo("false");
        assertThat(to("STRING").convert("ü".getBytes(StandardCharsets.UTF_8))).isEqualTo("ü");
        assertThat(to("STRING").convert("x".repeat(8 << 20))).isEqualTo("x".repeat(8 << 20));
        misfit("STRING", "x".repeat((8 << 20) + 1), "8388609 bytes");
        misfit("STRING", "ü".repeat(4 << 20) + "x", "8388609 bytes");
        misfit("STRING", NOT_UTF8, "UTF-8");
        misfit("STRING", "a\uD83D", "half a character");
        misfit("STRING", "a\uDC4Db", "half a character");
        assertThat(to("VARCHAR(2)").convert("👍👍")).isEqualTo("👍👍");
        misfit("VARCHAR(2)", "abc", "at most 2 fit");
        misfit("VARCHAR(2)", 100L, "at most 2 fit");
        misfit("CHAR(3)", "abcd", "at most 3 fit");
    }

    @Test
    void binaryTakesBytesAndText() throws Misfit {
        byte[] bytes = {0, (byte) 0xFF};
        assertThat(to("BINARY").convert(bytes)).isSameAs(bytes);
        assertThat(to("BINARY").convert("ü")).isEqualTo("ü".getBytes(StandardCharsets.UTF_8));
        misfit("BINARY", new byte[(8 << 20) + 1], "8388609 bytes");
        misfit("BINARY", 1L, "no binary form");
    }

    @Test
    void truthIsNotGuessed() throws Misfit {
        assertThat(to("BOOLEAN").convert(true)).isEqualTo(true);
        assertThat(to("BOOLEAN").convert(0L)).isEqualTo(false);
        assertThat(to("BOOLEAN").convert("TRUE")).isEqualTo(true);
        for (Object value : new Object[] {2L, 1.0, "yes", "", new byte[] {1}}) {
            misfit("BOOLEAN", value, "neither true nor false");
        }
    }

    @Test
    void instantsComeAsMillisecondsOrWithAnOffset() throws Misfit {
        Instant instant = Instant.parse("2026-11-22T02:05:00.123Z");
        assertThat(to("DATETIME").convert(instant.toEpochMilli())).isEqualTo(instant.toEpochMilli());
        assertThat(to("DATETIME").convert("2026-11-22 10:05:00.123+08:00")).isEqualTo(instant.toEpochMilli());
        assertThat(to("DATETIME").convert("2026-11-22T02:05:00.123Z")).isEqualTo(instant.toEpochMilli());
        assertThat(to("TIMESTAMP").convert(instant.toEpochMilli())).isEqualTo(instant);
        assertThat(to("TIMESTAMP").convert("2026-11-22 02:05:00.123456789Z"))
                .isEqualTo(Instant.parse("2026-11-22T02:05:00.123456789Z"));
        misfit("DATETIME", "2026-11-22 10:05:00", "with offset");
        misfit("TIMESTAMP", "2026-11-22 10:05:00", "with offset");
        misfit("DATETIME", "2026-11-22 02:05:00.1234Z", "milliseconds");
        misfit("DATETIME", "2026-02-30 02:05:00Z", "with offset");
        misfit("DATETIME", 253402300800000L, "years 1 to 9999");
        misfit("TIMESTAMP", Long.MAX_VALUE, "years 1 to 9999");
        misfit("DATETIME", -62135596800001L, "years 1 to 9999");
        misfit("DATETIME", 1.0, "neither a number nor a text");
    }

    @Test
    void datesAndLocalTimesComeAsText() throws Misfit {
        assertThat(to("DATE").convert("2026-11-22"))
                .isEqualTo(LocalDate.of(2026, 11, 22).toEpochDay());
        assertThat(to("TIMESTAMP_NTZ").convert("2026-11-22 10:05:00.5"))
                .isEqualTo(Instant.parse("2026-11-22T10:05:00.5Z"));
        misfit("DATE", "2026-02-29", "a date");
        misfit("DATE", "20261122", "a date");
        misfit("DATE", "-0044-03-15", "years 1 to 9999");
        misfit("DATE", 0L, "time zone");
        misfit("TIMESTAMP_NTZ", "2026-11-22 10:05:00Z", "without offset");
        misfit("TIMESTAMP_NTZ", 0L, "time zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,null,\"x\"]}", "[]", "1.5", "\"x\"", "null", " {} "})
    void jsonTakesOneValue(String json) throws Misfit {
        assertThat(to("JSON").convert(json)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{a:1}", "{} {}", "nul", "[1,]"})
    void jsonTakesNothingElse(String json) {
        misfit("JSON", json, "JSON");
    }

    @Test
    void jsonTakesNumbersAndTruth() throws Misfit {
        assertThat(to("JSON").convert(1L)).isEqualTo("1");
        assertThat(to("JSON").convert(true)).isEqualTo("true");
        misfit("JSON", Double.NaN, "finite");
        misfit("JSON", NOT_UTF8, "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INTERVAL_DAY_TIME",
                "ARRAY<INTERVAL_DAY_TIME>",
                "MAP<STRING,INTERVAL_YEAR_MONTH>",
                "MAP<ARRAY<STRING>,STRING>",
                "STRUCT<a:STRING,b:INTERVAL_DAY_TIME>"
            })
    void otherTypesAreRefusedBeforeAnythingIsRead(String type) {
        assertThatThrownBy(() -> to(type).requireWritable()).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo("COLUMN_TYPE_UNSUPPORTED");
            assertThat(e.failure().message()).contains("`c` of p.t").contains(type.substring(0, 3));
        });
        to("STRING").requireWritable();
    }
}
