package io.tidemark.sandbox.maxcompute.sql;

import java.util.Arrays;
import java.util.Optional;

/** How a column is compared with a literal. */
public enum Comparison {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    GREATER(">"),
    AT_MOST("<="),
    AT_LEAST(">="),
    IS_NULL("IS NULL"),
    IS_NOT_NULL("IS NOT NULL");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    static Optional<Comparison> ofSign(String sign) {
        String one = sign.equals("!=") ? "<>" : sign;
        return Arrays.stream(values()).filter(c -> c.sign.equals(one)).findFirst();
    }

    /** Whether it holds when comparing the column with the literal gave this order. */
    public boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case GREATER -> order > 0;
            case AT_MOST -> order <= 0;
            case AT_LEAST -> order >= 0;
            case IS_NULL, IS_NOT_NULL -> false;
        };
    }
}
