package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;

/** Errors of single rows inside an answer that succeeds. */
final class RowErrors {

    private RowErrors() {}

    static OtsInternalApi.Error of(TablestoreRefusal refusal) {
        return OtsInternalApi.Error.newBuilder()
                .setCode(refusal.code().text())
                .setMessage(refusal.text())
                .build();
    }
}
