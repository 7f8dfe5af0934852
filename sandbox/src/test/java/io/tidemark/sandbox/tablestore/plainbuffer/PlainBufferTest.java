package io.tidemark.sandbox.tablestore.plainbuffer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainBufferTest {

    private static final String HEAD = "7500000001030402000000706b05060000000301000000610ad4";
    private static final String TAIL = "0b180000000c130000000d010000000e00401e18240a06000f0200000009";
    private static final List<Cell> KEY = List.of(Cell.of("pk", Value.ofString("a")));
    private static final Sequence SEQUENCE = new Sequence(1, 1_700_000_000_000_000L, 2);

    @Test
    void theChecksumIsTheCommonOne() {
        byte[] digits = "123456789".getBytes(US_ASCII);
        assertThat(Crc8.of((byte) 0, digits, 0, digits.length)).isEqualTo((byte) 0xF4);
    }

    @Test
    void streamRecordsAreEncodedAsTheServiceDoes() throws MalformedRowException {
        assertEncoded(
                new Row(KEY, List.of(Cell.of("c", Value.ofInteger(1), 1_700_000_000_000L)), false, SEQUENCE),
                "0203040100000063050900000000010000000000000007" + "0068e5cf8b0100000a0c" + TAIL + "78");
        assertEncoded(
                new Row(KEY, List.of(new Cell("c", null, CellOperation.DELETE_ALL, null)), false, SEQUENCE),
                "020304010000006306010acd" + TAIL + "80");
        assertEncoded(
                new Row(KEY, List.of(new Cell("c", null, CellOperation.DELETE_ONE, 5L)), false, SEQUENCE),
                "02030401000000630603" + "0705000000000000000a4e" + TAIL + "09");
        assertEncoded(new Row(KEY, List.of(), true, SEQUENCE), "08" + TAIL + "e9");
    }

    @Test
    void everyTypeHasTheChecksumOfTheOfficialClient() throws MalformedRowException {
        Row row = new Row(
                KEY,
                List.of(
                        Cell.of("d", Value.ofDouble(1.5)),
                        Cell.of("b", Value.ofBoolean(true)),
                        Cell.of("x", Value.ofBinary(new byte[] {1, 2})),
                        Cell.of("s", Value.ofString("hi"))));
        String hex = HexFormat.of().formatHex(RowWriter.encode(row));
        assertThat(hex).contains("0aba03").contains("0a3e03").contains("0a4703").endsWith("0ac109b9");
        assertThat(RowReader.decode(RowWriter.encode(row))).isEqualTo(row);
    }

    @Test
    void placeholdersAndBoundsAreRead() throws MalformedRowException {
        Row row = new Row(
                List.of(Cell.of("a", Value.INF_MIN), Cell.of("b", Value.INF_MAX), Cell.of("c", Value.AUTO_INCREMENT)),
                List.of());
        assertThat(RowReader.decode(RowWriter.encode(row))).isEqualTo(row);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aChangedByteNeverGoesUnnoticedAndNeverThrowsAnythingElse(long seed) throws MalformedRowException {
        Row row = new Row(KEY, List.of(Cell.of("c", Value.ofString("text"), 5L)));
        byte[] right = RowWriter.encode(row);
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] wrong = right.clone();
            wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> RowReader.decode(wrong))
                    .as("seed %d, step %d", seed, i)
                    .isInstanceOf(MalformedRowException.class);
        }
    }

    @Test
    void manyRowsStandBehindOneHeader() throws MalformedRowException {
        RowWriter writer = new RowWriter();
        Row row = new Row(KEY, List.of(Cell.of("c", Value.ofInteger(-1), 5L)));
        byte[] encoded = RowWriter.encode(row);
        RowReader reader =
                new RowReader(writer.write(row).writeEncoded(encoded).write(row).toByteArray());
        List<Row> read = new ArrayList<>();
        while (reader.hasMore()) {
            read.add(reader.read());
        }
        assertThat(read).containsExactly(row, row, row);
    }

    private static void assertEncoded(Row row, String afterKey) throws MalformedRowException {
        assertThat(HexFormat.of().formatHex(RowWriter.encode(row))).isEqualTo(HEAD + afterKey);
        assertThat(RowReader.decode(RowWriter.encode(row))).isEqualTo(row);
    }
}
