package io.tidemark.maxcompute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.maxcompute.SessionDocument.SessionColumn;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What the tunnel says of a download session, in the JSON that it answers to its creation.
 *
 * @param rows of the partition at that moment
 * @param columns the data columns of rows, in the table's order
 */
record DownloadDocument(String id, long rows, List<SessionColumn> columns) {
    private static final ObjectMapper JSON = new ObjectMapper();

    DownloadDocument {
        columns = List.copyOf(columns);
    }

    /** @throws IOException if it does not arrive whole or is not such a document */
    static DownloadDocument read(InputStream body) throws IOException {
        JsonNode root = JSON.readTree(body.readAllBytes());
        JsonNode count = root.path("RecordCount");
        if (!count.isIntegralNumber()) {
            throw new IOException("the answer does not say how many rows there are");
        }
        return new DownloadDocument(root.path("DownloadID").asText(), count.longValue(), SessionColumn.all(root));
    }
}
