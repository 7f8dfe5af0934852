package io.tidemark.sandbox.maxcompute.query;

import io.tidemark.sandbox.maxcompute.schema.Column;
import io.tidemark.sandbox.maxcompute.schema.DataType;
import io.tidemark.sandbox.maxcompute.schema.Scalar;
import io.tidemark.sandbox.maxcompute.sql.Literal;
import io.tidemark.sandbox.maxcompute.sql.SqlException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalInt;

/** A literal, turned once into what the values of its column are compared with. */
interface Operand {
    /** The order of a column's value and the literal; empty when they cannot be compared, which is never true. */
    OptionalInt compare(Object value);

    static Operand of(Column column, Literal literal, ZoneId zone) throws SqlException {
        try {
            if (column.type() instanceof DataType.ScalarType type) {
                return of(type.scalar(), literal, zone);
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw SqlException.semantic(
                    literal.place(),
                    "'" + literal.text() + "' cannot be compared with column " + column.name() + ", which is "
                            + column.type());
        }
        throw SqlException.semantic(
                literal.place(), "column " + column.name() + " is " + column.type() + " and cannot be compared");
    }

    private static Operand of(Scalar scalar, Literal literal, ZoneId zone) {
        return switch (scalar) {
            case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL ->
                number(new BigDecimal(literal.text().strip()));
            case STRING, VARCHAR, CHAR, JSON, BINARY ->
                literal.kind() == Literal.Kind.NUMBER
                        ? textAsNumber(Double.parseDouble(literal.text()))
                        : exact(literal.text());
            case BOOLEAN -> exact(Boolean.valueOf(literal.text()));
            case DATE -> exact(LocalDate.parse(literal.text()));
            case DATETIME, TIMESTAMP -> exact(moment(literal).atZone(zone).toInstant());
            case TIMESTAMP_NTZ -> exact(moment(literal));
        };
    }

    private static LocalDateTime moment(Literal literal) {
        String text = literal.text().strip();
        return text.length() <= "2026-01-01".length()
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace('T', ' '), ValueText.MOMENT);
    }

    private static Operand number(BigDecimal literal) {
        double approximate = literal.doubleValue();
        return value -> OptionalInt.of(
                value instanceof Double || value instanceof Float
                        ? Double.compare(((Number) value).doubleValue(), approximate)
                        : decimal(value).compareTo(literal));
    }

    private static BigDecimal decimal(Object value) {
        return value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
    }

    private static Operand textAsNumber(double literal) {
        return value -> {
            try {
                return OptionalInt.of(Double.compare(Double.parseDouble(value.toString()), literal));
            } catch (NumberFormatException e) {
                return OptionalInt.empty();
            }
        };
    }

    private static <T extends Comparable<? super T>> Operand exact(T literal) {
        return value -> {
            if (!literal.getClass().isInstance(value)) {
                return OptionalInt.empty();
            }
            // The class was checked in the line above.
            @SuppressWarnings("unchecked")
            T same = (T) value;
            return OptionalInt.of(same.compareTo(literal));
        };
    }
}
