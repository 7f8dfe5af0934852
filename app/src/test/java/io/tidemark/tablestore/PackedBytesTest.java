package io.tidemark.tablestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedBytesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_000, 65_536, 300_000})
    void comesBackAsItWas(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        PackedBytes packed = PackedBytes.pack(bytes);
        assertThat(packed.pieces())
                .isNotEmpty()
                .allSatisfy(piece -> assertThat(piece.length).isBetween(1, 65_536));
        assertThat(packed.unpack()).isEqualTo(bytes);
    }

    @Test
    void damageShows() throws IOException {
        byte[] bytes = new byte[200_000];
        new Random(7).nextBytes(bytes);
        PackedBytes packed = PackedBytes.pack(bytes);
        List<byte[]> pieces = packed.pieces();
        assertThatThrownBy(() -> new PackedBytes(pieces.subList(0, 2), packed.checksum()).unpack())
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new PackedBytes(pieces, "00000000").unpack()).isInstanceOf(IOException.class);
    }
}
