package io.tidemark.sandbox.load;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** Turns values of a file into values of a table: what has no type there becomes its JSON text. */
final class Columns {

    private Columns() {}

    static ColumnValue value(String file, InputRow row, String name) throws BadInputException {
        JsonNode value = row.values().getOrDefault(name, NullNode.getInstance());
        if (value.isContainerNode()) {
            return ColumnValue.fromString(value.toString());
        }
        if (value.isBoolean()) {
            return ColumnValue.fromBoolean(value.booleanValue());
        }
        if (value.isIntegralNumber()) {
            if (!value.canConvertToLong()) {
                throw BadInputException.at(
                        file, row.line(), "the number " + value.asText() + " of '" + name + "' has more than 64 bits.");
            }
            return ColumnValue.fromLong(value.longValue());
        }
        if (value.isNumber()) {
            double number = value.doubleValue();
            if (!Double.isFinite(number)) {
                throw BadInputException.at(file, row.line(), "the number of '" + name + "' is too large for a double.");
            }
            return ColumnValue.fromDouble(number);
        }
        return ColumnValue.fromString(value.asText());
    }
}
