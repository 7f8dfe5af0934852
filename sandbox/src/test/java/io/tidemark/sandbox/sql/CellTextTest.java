package io.tidemark.sandbox.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.odps.Column;
import com.aliyun.odps.data.ArrayRecord;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.type.TypeInfoFactory;
import org.junit.jupiter.api.Test;

class CellTextTest {
    private final ArrayRecord row = new ArrayRecord(
            new Column[] {new Column("b", TypeInfoFactory.BINARY), new Column("s", TypeInfoFactory.STRING)});
    private final CellText text = new CellText();

    @Test
    void bytes_are_hexadecimal_and_text_is_text() {
        row.set(0, new Binary(new byte[] {0, (byte) 0xff, 'A', 0x1b}));
        row.set(1, "Kyōto");

        assertThat(text.of(row, 0)).contains("00ff411b");
        assertThat(text.of(row, 1)).contains("Kyōto");
    }

    @Test
    void null_is_nothing() {
        assertThat(text.of(row, 0)).isEmpty();
    }
}
