package io.tidemark.sync;

/** Values of the source in sentences: short, and without control characters. */
final class ShownValue {
    private static final int LONGEST = 80;

    private ShownValue() {}

    static String of(Object value) {
        if (value instanceof byte[] bytes) {
            return "(" + bytes.length + " bytes)";
        }
        String text = value.toString()
                .codePoints()
                .limit(LONGEST + 1L)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "\"" + (text.length() > LONGEST ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "..." : text)
                + "\"";
    }

    /** The primary key of the changed row. */
    static String key(StreamRecord record) {
        StringBuilder key = new StringBuilder();
        for (Cell cell : record.primaryKey()) {
            key.append(key.length() == 0 ? "" : ", ").append(cell.name()).append('=');
            key.append(cell.value() == null ? "null" : of(cell.value()));
        }
        return key.toString();
    }
}
