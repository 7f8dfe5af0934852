package io.tidemark.sandbox.maxcompute.schema;

/** The data types that have no type inside them. */
public enum Scalar {
    TINYINT(0, 0),
    SMALLINT(0, 0),
    INT(0, 0),
    BIGINT(0, 0),
    FLOAT(0, 0),
    DOUBLE(0, 0),
    DECIMAL(0, 2),
    STRING(0, 0),
    VARCHAR(1, 1),
    CHAR(1, 1),
    BINARY(0, 0),
    BOOLEAN(0, 0),
    DATE(0, 0),
    DATETIME(0, 0),
    TIMESTAMP(0, 0),
    TIMESTAMP_NTZ(0, 0),
    JSON(0, 0);

    private final int fewest;
    private final int most;

    Scalar(int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
    }

    boolean takes(int parameters) {
        return parameters >= fewest && parameters <= most;
    }

    /** Whether values are whole numbers. */
    public boolean isInteger() {
        return this == TINYINT || this == SMALLINT || this == INT || this == BIGINT;
    }
}
