package io.tidemark.sandbox.tablestore.filter;

import com.alicloud.openservices.tablestore.core.protocol.OtsFilter;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.plainbuffer.MalformedRowException;
import io.tidemark.sandbox.tablestore.plainbuffer.RowReader;
import io.tidemark.sandbox.tablestore.plainbuffer.Value;
import io.tidemark.sandbox.tablestore.plainbuffer.ValueType;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads filters from their message. */
public final class FilterParser {

    /** Deeper nesting than anybody writes by hand, and shallow enough for any stack. */
    private static final int MAX_DEPTH = 32;

    private FilterParser() {}

    /** The filter of a serialized {@code OtsFilter.Filter}; anything else is refused. */
    public static ColumnFilter parse(ByteString bytes) {
        try {
            return parse(OtsFilter.Filter.parseFrom(bytes), 0);
        } catch (InvalidProtocolBufferException | MalformedRowException | PatternSyntaxException e) {
            throw TablestoreRefusal.invalidParameter("Invalid filter: " + e.getMessage());
        }
    }

    private static ColumnFilter parse(OtsFilter.Filter filter, int depth)
            throws InvalidProtocolBufferException, MalformedRowException {
        if (depth > MAX_DEPTH) {
            throw TablestoreRefusal.invalidParameter("Invalid filter: nested too deeply.");
        }
        return switch (filter.getType()) {
            case FT_SINGLE_COLUMN_VALUE -> single(OtsFilter.SingleColumnValueFilter.parseFrom(filter.getFilter()));
            case FT_COMPOSITE_COLUMN_VALUE ->
                composite(OtsFilter.CompositeColumnValueFilter.parseFrom(filter.getFilter()), depth);
            case FT_COLUMN_PAGINATION -> {
                OtsFilter.ColumnPaginationFilter page = OtsFilter.ColumnPaginationFilter.parseFrom(filter.getFilter());
                yield new PaginationFilter(Math.max(page.getOffset(), 0), Math.max(page.getLimit(), 0));
            }
        };
    }

    private static ColumnFilter single(OtsFilter.SingleColumnValueFilter filter) throws MalformedRowException {
        SingleColumnFilter.Comparator comparator =
                SingleColumnFilter.Comparator.valueOf(nameOf(filter.getComparator()));
        boolean compares = comparator.compareTo(SingleColumnFilter.Comparator.EXIST) < 0;
        Value value =
                compares ? RowReader.decodeBareValue(filter.getColumnValue().toByteArray()) : Value.ofBoolean(true);
        return new SingleColumnFilter(
                filter.getColumnName(),
                comparator,
                value,
                !filter.getFilterIfMissing(),
                filter.getLatestVersionOnly(),
                filter.hasValueTransRule() ? transfer(filter.getValueTransRule()) : null);
    }

    private static ValueTransfer transfer(OtsFilter.ValueTransferRule rule) {
        ValueType type = switch (rule.getCastType()) {
            case VT_INTEGER -> rule.hasCastType() ? ValueType.INTEGER : ValueType.STRING;
            case VT_DOUBLE -> ValueType.DOUBLE;
            default -> ValueType.STRING;
        };
        return new ValueTransfer(Pattern.compile(rule.getRegex()), type);
    }

    private static ColumnFilter composite(OtsFilter.CompositeColumnValueFilter filter, int depth)
            throws InvalidProtocolBufferException, MalformedRowException {
        List<OtsFilter.Filter> parts = filter.getSubFiltersList();
        CompositeFilter.Joint joint = CompositeFilter.Joint.valueOf(nameOf(filter.getCombinator()));
        if (parts.isEmpty() || (joint == CompositeFilter.Joint.NOT && parts.size() != 1)) {
            throw TablestoreRefusal.invalidParameter("Invalid filter: " + joint + " of " + parts.size() + " filters.");
        }
        ColumnFilter[] filters = new ColumnFilter[parts.size()];
        for (int i = 0; i < filters.length; i++) {
            filters[i] = parse(parts.get(i), depth + 1);
        }
        return new CompositeFilter(joint, List.of(filters));
    }

    /** The name of a constant of the protocol without its prefix: CT_EQUAL is EQUAL. */
    private static String nameOf(Enum<?> constant) {
        return constant.name().substring(constant.name().indexOf('_') + 1);
    }
}
