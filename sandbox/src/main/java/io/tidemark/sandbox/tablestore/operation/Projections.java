package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TimeRange;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.filter.FilterParser;
import io.tidemark.sandbox.tablestore.row.Projection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields by which GetRow, BatchGetRow and GetRange say what they want of rows; absent ones are {@code null} or empty.
 */
record Projections(
        List<String> columns,
        @Nullable TimeRange versions,
        @Nullable Integer maxVersions,
        ByteString filter,
        @Nullable String startColumn,
        @Nullable String endColumn) {

    /** The projection; refused if no versions are chosen. */
    Projection read() {
        if (versions == null && maxVersions == null) {
            throw TablestoreRefusal.invalidParameter("No version condition is specified while querying row.");
        }
        if (maxVersions != null && maxVersions < 1) {
            throw TablestoreRefusal.invalidParameter("MaxVersions must be greater than 0.");
        }
        boolean one = versions != null && versions.hasSpecificTime();
        long from = versions == null ? 0 : one ? versions.getSpecificTime() : versions.getStartTime();
        long to = versions == null ? Long.MAX_VALUE : one ? from + 1 : versions.getEndTime();
        return new Projection(
                Set.copyOf(columns),
                from,
                to,
                maxVersions == null ? Integer.MAX_VALUE : maxVersions,
                startColumn,
                endColumn,
                filter.isEmpty() ? null : FilterParser.parse(filter));
    }
}
