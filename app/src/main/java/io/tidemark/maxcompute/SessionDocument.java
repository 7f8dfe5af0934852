package io.tidemark.maxcompute;

import com.aliyun.odps.type.TypeInfo;
import com.aliyun.odps.type.TypeInfoParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.sync.SessionStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the tunnel says of an upload session, in the JSON that it answers to creation, status and commit.
 *
 * @param columns the data columns that blocks are written with, in the table's order
 */
record SessionDocument(String id, SessionStatus status, Set<Long> blocks, List<SessionColumn> columns) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A data column as the session has it. */
    record SessionColumn(String name, TypeInfo type) {
        /** The columns in the JSON of an upload or a download. */
        static List<SessionColumn> all(JsonNode session) {
            List<SessionColumn> columns = new ArrayList<>();
            for (JsonNode column : session.path("Schema").path("columns")) {
                columns.add(new SessionColumn(
                        column.path("name").asText(),
                        TypeInfoParser.getTypeInfoFromTypeString(
                                column.path("type").asText())));
            }
            return columns;
        }
    }

    SessionDocument {
        blocks = Set.copyOf(blocks);
        columns = List.copyOf(columns);
    }

    /**
     * Reads the document.
     *
     * @param sessionId what it is about, when the document itself does not say
     * @throws IOException if it does not arrive whole or is not such a document
     */
    static SessionDocument read(InputStream body, String sessionId) throws IOException {
        JsonNode root = JSON.readTree(body.readAllBytes());
        if (!root.isObject()) {
            throw new IOException("the answer is not an upload session");
        }
        Set<Long> blocks = new HashSet<>();
        for (JsonNode block : root.path("UploadedBlockList")) {
            blocks.add(block.path("BlockID").longValue());
        }
        return new SessionDocument(
                root.path("UploadID").asText(sessionId),
                status(root.path("Status").asText("unknown")),
                blocks,
                SessionColumn.all(root));
    }

    private static SessionStatus status(String text) throws IOException {
        String name = text.toUpperCase(Locale.ROOT);
        for (SessionStatus status : SessionStatus.values()) {
            if (status != SessionStatus.NOT_FOUND && status.name().equals(name)) {
                return status;
            }
        }
        throw new IOException("the upload session is in a state without a known meaning: " + text);
    }
}
