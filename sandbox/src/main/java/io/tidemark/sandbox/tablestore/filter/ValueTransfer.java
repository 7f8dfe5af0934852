package io.tidemark.sandbox.tablestore.filter;

import io.tidemark.sandbox.tablestore.plainbuffer.Value;
import io.tidemark.sandbox.tablestore.plainbuffer.ValueType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a part out of a text column and reads it as another type before it is compared.
 *
 * @param pattern its first group is the part; the whole match if it has no group
 * @param type {@code STRING}, {@code INTEGER} or {@code DOUBLE}
 */
record ValueTransfer(Pattern pattern, ValueType type) {

    /** The part as a value, or {@code null} if the value has no such part. */
    @Nullable
    Value apply(Value value) {
        if (value.type() != ValueType.STRING) {
            return null;
        }
        Matcher matcher = pattern.matcher(value.asText());
        if (!matcher.find()) {
            return null;
        }
        String part = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        if (part == null) {
            return null;
        }
        try {
            return switch (type) {
                case INTEGER -> Value.ofInteger(Long.parseLong(part));
                case DOUBLE -> Value.ofDouble(Double.parseDouble(part));
                default -> Value.ofString(part);
            };
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
