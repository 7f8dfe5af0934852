package io.tidemark.sandbox.maxcompute.catalog;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.tidemark.sandbox.maxcompute.schema.Column;
import io.tidemark.sandbox.maxcompute.schema.DataType;
import io.tidemark.sandbox.maxcompute.schema.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Events as the journal writes them: JSON, so that a journal can be read by people. */
final class EventText {
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(instants()).build();

    private EventText() {}

    static byte[] write(Event event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event of the catalog cannot be written.", e);
        }
    }

    static Event read(byte[] record) {
        try {
            return JSON.readValue(record, Event.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The catalog's journal has a record that this version cannot read.", e);
        }
    }

    static List<Event.ColumnText> texts(List<Column> columns) {
        return columns.stream()
                .map(column -> new Event.ColumnText(
                        column.name(), column.type().toString(), column.nullable(), column.comment()))
                .toList();
    }

    static TableSchema schema(Event.TableCreated event) {
        return new TableSchema(columns(event.columns()), columns(event.partitionColumns()));
    }

    private static List<Column> columns(List<Event.ColumnText> texts) {
        return texts.stream()
                .map(text -> new Column(text.name(), DataType.parse(text.type()), text.nullable(), text.comment()))
                .toList();
    }

    private static SimpleModule instants() {
        return new SimpleModule()
                .addSerializer(Instant.class, new JsonSerializer<Instant>() {
                    @Override
                    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
                            throws IOException {
                        out.writeString(value.toString());
                    }
                })
                .addDeserializer(Instant.class, new JsonDeserializer<Instant>() {
                    @Override
                    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
                        return Instant.parse(in.getText());
                    }
                });
    }
}
