package io.tidemark.sandbox.sql;

import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.converter.OdpsRecordConverter;
import java.util.Optional;

/** The text of a row's values, with times in the zone in which MaxCompute shows them and bytes in hexadecimal. */
final class CellText {
    private final OdpsRecordConverter converter = OdpsRecordConverter.builder()
            .timezone("Asia/Shanghai")
            .binaryFormatHex()
            .complexFormatJson()
            .build();

    /** Empty for NULL. */
    Optional<String> of(Record row, int column) {
        return row.isNull(column)
                ? Optional.empty()
                : Optional.of(converter.formatObject(row.get(column), row.getColumns()[column].getTypeInfo()));
    }
}
