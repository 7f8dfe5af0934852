package io.tidemark.sandbox.sql;

import com.aliyun.odps.Column;
import com.aliyun.odps.data.Record;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A JSON array with one object a row: numbers, booleans and NULL as such, every other value as text. */
final class JsonRows implements RowPrinter {
    private final JsonGenerator json;
    private final CellText text = new CellText();
    private List<Column> columns = List.of();

    JsonRows(PrintWriter out) throws IOException {
        this.json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    @Override
    public void columns(List<Column> ofResult) throws IOException {
        columns = List.copyOf(ofResult);
        json.writeStartArray();
    }

    @Override
    public void row(Record row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            json.writeFieldName(columns.get(i).getName());
            value(row, i);
        }
        json.writeEndObject();
    }

    private void value(Record row, int column) throws IOException {
        Optional<String> value = text.of(row, column);
        if (value.isEmpty()) {
            json.writeNull();
            return;
        }
        switch (columns.get(column).getTypeInfo().getOdpsType()) {
            case TINYINT, SMALLINT, INT, BIGINT, DECIMAL -> json.writeNumber(new BigDecimal(value.get()));
            case FLOAT, DOUBLE -> json.writeNumber(((Number) row.get(column)).doubleValue());
            case BOOLEAN -> json.writeBoolean((Boolean) row.get(column));
            default -> json.writeString(value.get());
        }
    }

    @Override
    public void end() throws IOException {
        json.writeEndArray();
        json.writeRaw(System.lineSeparator());
        json.flush();
    }
}
