package io.tidemark.sandbox.tablestore.table;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeyOption;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableMeta;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableOptions;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.plainbuffer.ValueType;
import io.tidemark.sandbox.tablestore.row.KeyColumn;
import io.tidemark.sandbox.tablestore.row.KeySchema;
import java.util.regex.Pattern;

/** What a table was declared to be, checked: its name, its key, how many versions it keeps. */
public final class TableShape {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
    private static final int MIN_TIME_TO_LIVE = 86_400;
    private static final long DEFAULT_DEVIATION = 86_400;

    private final TableMeta meta;
    private final TableOptions options;
    private final KeySchema schema;

    private TableShape(TableMeta meta, TableOptions options) {
        this.meta = meta;
        this.options = options;
        this.schema = new KeySchema(
                meta.getPrimaryKeyList().stream().map(TableShape::column).toList());
    }

    /** A new table's shape; refuses what Tablestore would refuse. */
    public static TableShape declare(TableMeta meta, TableOptions options) {
        if (!NAME.matcher(meta.getTableName()).matches()) {
            throw TablestoreRefusal.invalidParameter("Invalid table name: '" + meta.getTableName() + "'.");
        }
        if (!options.hasMaxVersions() || !options.hasTimeToLive()) {
            throw TablestoreRefusal.invalidParameter(
                    "Both 'MaxVersions' and 'TimeToLive' must be set in the table options.");
        }
        TableOptions.Builder whole = options.toBuilder();
        if (!options.hasDeviationCellVersionInSec()) {
            whole.setDeviationCellVersionInSec(DEFAULT_DEVIATION);
        }
        return new TableShape(meta, checked(whole.build()));
    }

    @JsonCreator
    static TableShape load(@JsonProperty("meta") byte[] meta, @JsonProperty("options") byte[] options)
            throws InvalidProtocolBufferException {
        return new TableShape(TableMeta.parseFrom(meta), TableOptions.parseFrom(options));
    }

    @JsonProperty("meta")
    byte[] metaBytes() {
        return meta.toByteArray();
    }

    @JsonProperty("options")
    byte[] optionBytes() {
        return options.toByteArray();
    }

    /** The same table with some options changed. */
    TableShape with(TableOptions changed) {
        return new TableShape(
                meta, checked(options.toBuilder().mergeFrom(changed).build()));
    }

    public TableMeta meta() {
        return meta;
    }

    public TableOptions options() {
        return options;
    }

    public KeySchema schema() {
        return schema;
    }

    int maxVersions() {
        return options.getMaxVersions();
    }

    private static TableOptions checked(TableOptions options) {
        if (options.getMaxVersions() < 1) {
            throw TablestoreRefusal.invalidParameter("MaxVersions must be greater than 0.");
        }
        if (options.getTimeToLive() != -1 && options.getTimeToLive() < MIN_TIME_TO_LIVE) {
            throw TablestoreRefusal.invalidParameter(
                    "TimeToLive must be -1 or not less than " + MIN_TIME_TO_LIVE + " seconds.");
        }
        return options;
    }

    private static KeyColumn column(PrimaryKeySchema column) {
        ValueType type = switch (column.getType()) {
            case INTEGER -> ValueType.INTEGER;
            case STRING -> ValueType.STRING;
            case BINARY -> ValueType.BINARY;
        };
        return new KeyColumn(
                column.getName(), type, column.hasOption() && column.getOption() == PrimaryKeyOption.AUTO_INCREMENT);
    }
}
