package io.tidemark.sandbox.load;

import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which columns of the file are the primary key, and of what types. */
record KeyColumns(String file, List<PrimaryKeySchema> columns) {

    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    /** The columns of these names, with the types that the values of the row have. */
    static KeyColumns ofFirstRow(String file, List<String> names, InputRow row) throws BadInputException {
        List<PrimaryKeySchema> columns = new ArrayList<>();
        for (String name : names) {
            boolean integer = INTEGER.matcher(value(file, name, row).asText()).matches();
            columns.add(new PrimaryKeySchema(name, integer ? PrimaryKeyType.INTEGER : PrimaryKeyType.STRING));
        }
        return new KeyColumns(file, columns);
    }

    boolean holds(String name) {
        return columns.stream().anyMatch(column -> column.getName().equals(name));
    }

    PrimaryKey of(InputRow row) throws BadInputException {
        List<PrimaryKeyColumn> key = new ArrayList<>();
        for (PrimaryKeySchema column : columns) {
            key.add(new PrimaryKeyColumn(column.getName(), value(column, row)));
        }
        return new PrimaryKey(key);
    }

    /** The value of the first key column, by which tables are cut into partitions. */
    PrimaryKeyValue first(InputRow row) throws BadInputException {
        return value(columns.get(0), row);
    }

    private PrimaryKeyValue value(PrimaryKeySchema column, InputRow row) throws BadInputException {
        JsonNode value = value(file, column.getName(), row);
        if (column.getType() == PrimaryKeyType.STRING) {
            return PrimaryKeyValue.fromString(value.asText());
        }
        if (column.getType() == PrimaryKeyType.BINARY
                || !INTEGER.matcher(value.asText()).matches()) {
            throw BadInputException.at(
                    file,
                    row.line(),
                    "the key column '" + column.getName() + "' is " + column.getType() + ", but the value is '"
                            + value.asText() + "'.");
        }
        return PrimaryKeyValue.fromLong(Long.parseLong(value.asText()));
    }

    private static JsonNode value(String file, String name, InputRow row) throws BadInputException {
        JsonNode value = row.values().get(name);
        if (value == null) {
            throw BadInputException.at(
                    file,
                    row.line(),
                    "the key column '" + name + "' has no value; the columns are "
                            + row.values().keySet() + ".");
        }
        if (value.isContainerNode()) {
            throw BadInputException.at(
                    file, row.line(), "the key column '" + name + "' is an object or an array and cannot be a key.");
        }
        return value;
    }
}
