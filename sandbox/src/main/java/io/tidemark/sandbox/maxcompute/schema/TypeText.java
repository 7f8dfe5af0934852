package io.tidemark.sandbox.maxcompute.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the spelling of a data type from left to right. Used once. */
final class TypeText {
    private final String text;
    private int at;

    TypeText(String text) {
        this.text = text;
    }

    DataType whole() {
        DataType type = type();
        if (peek() != 0) {
            throw wrong();
        }
        return type;
    }

    private DataType type() {
        String word = word().toUpperCase(Locale.ROOT);
        return switch (word) {
            case "ARRAY" -> {
                expect('<');
                DataType element = type();
                expect('>');
                yield new DataType.ArrayType(element);
            }
            case "MAP" -> {
                expect('<');
                DataType key = type();
                expect(',');
                DataType value = type();
                expect('>');
                yield new DataType.MapType(key, value);
            }
            case "STRUCT" -> new DataType.StructType(fields());
            default -> new DataType.ScalarType(scalar(word), numbers());
        };
    }

    private Scalar scalar(String word) {
        try {
            return Scalar.valueOf(word);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private List<DataType.StructField> fields() {
        List<DataType.StructField> fields = new ArrayList<>();
        expect('<');
        do {
            String name = word();
            expect(':');
            fields.add(new DataType.StructField(name, type()));
        } while (accept(','));
        expect('>');
        return fields;
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        if (accept('(')) {
            do {
                try {
                    numbers.add(Integer.valueOf(word()));
                } catch (NumberFormatException e) {
                    throw wrong();
                }
            } while (accept(','));
            expect(')');
        }
        return numbers;
    }

    private String word() {
        boolean quoted = accept('`');
        char first = peek();
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (first == 0 || start == at) {
            throw wrong();
        }
        String word = text.substring(start, at);
        if (quoted) {
            expect('`');
        }
        return word;
    }

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean accept(char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw wrong();
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("'" + text + "' is not a data type.");
    }
}
