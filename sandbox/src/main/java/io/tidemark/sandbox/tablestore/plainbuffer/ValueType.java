package io.tidemark.sandbox.tablestore.plainbuffer;

import java.util.Arrays;

/** The kinds of values, with the byte that stands for each. */
public enum ValueType {
    INTEGER(0),
    DOUBLE(1),
    BOOLEAN(2),
    STRING(3),
    BINARY(7),
    /** Before every key. */
    INF_MIN(9),
    /** Behind every key. */
    INF_MAX(10),
    /** A key column that the server is asked to number. */
    AUTO_INCREMENT(11);

    private static final ValueType[] BY_CODE = byCode();

    private final byte code;

    ValueType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static ValueType of(byte code) throws MalformedRowException {
        if (code < 0 || code >= BY_CODE.length || BY_CODE[code].code != code) {
            throw new MalformedRowException("Unknown value type " + code + ".");
        }
        return BY_CODE[code];
    }

    private static ValueType[] byCode() {
        ValueType[] types = new ValueType[AUTO_INCREMENT.code + 1];
        Arrays.fill(types, INTEGER);
        for (ValueType type : values()) {
            types[type.code] = type;
        }
        return types;
    }
}
