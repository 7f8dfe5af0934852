package io.tidemark.sandbox.maxcompute.schema;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The type of a column or of what is inside one; {@code toString} is the spelling that SQL and the clients read. */
public sealed interface DataType {
    /** Reads the spelling, in any case and spacing; throws {@link IllegalArgumentException} with one sentence. */
    static DataType parse(String text) {
        return new TypeText(text).whole();
    }

    /** A type without types inside. */
    static DataType of(Scalar scalar) {
        return new ScalarType(scalar, List.of());
    }

    /**
     * A type without types inside.
     *
     * @param parameters length, or precision and scale; empty when not written
     */
    record ScalarType(Scalar scalar, List<Integer> parameters) implements DataType {
        public ScalarType {
            parameters = List.copyOf(parameters);
            if (!scalar.takes(parameters.size())) {
                throw new IllegalArgumentException(scalar + " cannot be written with " + parameters.size()
                        + (parameters.size() == 1 ? " number" : " numbers") + " in parentheses.");
            }
        }

        @Override
        public String toString() {
            return parameters.isEmpty()
                    ? scalar.name()
                    : scalar.name() + parameters.stream().map(String::valueOf).collect(joining(",", "(", ")"));
        }
    }

    /** A list of values of one type. */
    record ArrayType(DataType element) implements DataType {
        @Override
        public String toString() {
            return "ARRAY<" + element + ">";
        }
    }

    /** Values of one type by keys of another. */
    record MapType(DataType key, DataType value) implements DataType {
        @Override
        public String toString() {
            return "MAP<" + key + "," + value + ">";
        }
    }

    /** Named values, each of its own type. */
    record StructType(List<StructField> fields) implements DataType {
        public StructType {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return fields.stream()
                    .map(field -> field.name() + ":" + field.type())
                    .collect(joining(",", "STRUCT<", ">"));
        }
    }

    /** One named part of a struct. */
    record StructField(String name, DataType type) {}
}
