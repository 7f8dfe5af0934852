package io.tidemark.maxcompute;

import com.aliyun.odps.OdpsException;
import com.aliyun.odps.commons.transport.Connection;
import com.aliyun.odps.commons.transport.Headers;
import com.aliyun.odps.commons.transport.Response;
import com.aliyun.odps.rest.RestClient;
import com.aliyun.odps.tunnel.Configuration;
import com.aliyun.odps.tunnel.HttpHeaders;
import com.aliyun.odps.tunnel.TunnelConstants;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.probe.Endpoints;
import io.tidemark.sync.Partition;
import io.tidemark.workflow.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The four calls of a batch upload and the two of a download, each sent exactly once over the SDK's signed connections. Thread-safe.
 *
 * <p>The SDK's own session class is passed by on purpose: it repeats a commit for 127 s on a 5xx and for ever on a 429, sleeps
 * when the server tells it to, hides the HTTP status of a status call, and cannot drop a block that was begun.
 */
final class TunnelCalls {
    /** Bytes of one HTTP chunk; the SDK's 1496 cost a system call for every twenty rows. */
    private static final int CHUNK = 32 * 1024;

    /** The parameter that asks for rows; the SDK has no name for it. */
    private static final String DATA = "data";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Configuration configuration;
    private final DataSource.MaxCompute target;
    private final String resource;
    private @Nullable RestClient client;

    TunnelCalls(Configuration configuration, DataSource.MaxCompute target, String table) {
        this.configuration = configuration;
        this.target = target;
        this.resource = configuration.getResource(target.project(), table);
    }

    SessionDocument create(Partition partition, boolean overwrite) throws IOException, OdpsException, TunnelRefusal {
        Map<String, String> parameters = parameters(partition);
        parameters.put(TunnelConstants.UPLOADS, "");
        if (overwrite) {
            parameters.put(TunnelConstants.OVERWRITE, "true");
        }
        return exchange("POST", parameters, "");
    }

    SessionDocument status(Partition partition, String session) throws IOException, OdpsException, TunnelRefusal {
        Map<String, String> parameters = parameters(partition);
        parameters.put(TunnelConstants.UPLOADID, session);
        parameters.put(TunnelConstants.GET_BLOCK_ID, "true");
        return exchange("GET", parameters, session);
    }

    /** The request carries no list: the tunnel commits every block that was finished. */
    SessionDocument commit(Partition partition, String session) throws IOException, OdpsException, TunnelRefusal {
        Map<String, String> parameters = parameters(partition);
        parameters.put(TunnelConstants.UPLOADID, session);
        return exchange("POST", parameters, session);
    }

    /** Opens a download; its answer says how many rows there are, whether they are read or not. The tunnel lets it expire. */
    DownloadDocument openDownload(Partition partition) throws IOException, OdpsException, TunnelRefusal {
        Map<String, String> parameters = parameters(partition);
        parameters.put(TunnelConstants.DOWNLOADS, "");
        return exchange("POST", parameters, DownloadDocument::read);
    }

    /**
     * Reads the first rows of a download.
     *
     * @param count at most as many as it has
     */
    <T> T readDownload(Partition partition, String download, long count, Reader<T> reader)
            throws IOException, OdpsException, TunnelRefusal {
        Map<String, String> parameters = parameters(partition);
        parameters.put(TunnelConstants.DOWNLOADID, download);
        parameters.put(DATA, "");
        parameters.put(TunnelConstants.ROW_RANGE, "(0," + count + ")");
        return exchange("GET", parameters, reader);
    }

    /**
     * A connection whose request body becomes the block.
     *
     * @param encoding of the body; null for none
     */
    Connection openBlock(Partition partition, String session, long block, @Nullable String encoding)
            throws IOException, OdpsException {
        Map<String, String> parameters = parameters(partition);
        parameters.put(TunnelConstants.UPLOADID, session);
        parameters.put(TunnelConstants.BLOCKID, Long.toString(block));
        Map<String, String> headers = new HashMap<>();
        headers.put(Headers.TRANSFER_ENCODING, Headers.CHUNKED);
        headers.put(Headers.CONTENT_TYPE, "application/octet-stream");
        headers.put(HttpHeaders.HEADER_ODPS_TUNNEL_VERSION, String.valueOf(TunnelConstants.VERSION));
        if (encoding != null) {
            headers.put(Headers.CONTENT_ENCODING, encoding);
        }
        return client().connect(resource, "PUT", parameters, headers);
    }

    /** Reads what is answered to a request that was sent; the caller disconnects. */
    static void requireSuccess(Connection connection) throws IOException, TunnelRefusal {
        Response response = connection.getResponse();
        if (!response.isOK()) {
            throw refusal(connection, response);
        }
    }

    /** Reads the body of an answer. */
    interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    private SessionDocument exchange(String method, Map<String, String> parameters, String session)
            throws IOException, OdpsException, TunnelRefusal {
        return exchange(method, parameters, body -> SessionDocument.read(body, session));
    }

    private <T> T exchange(String method, Map<String, String> parameters, Reader<T> reader)
            throws IOException, OdpsException, TunnelRefusal {
        Map<String, String> headers = new HashMap<>();
        headers.put(Headers.CONTENT_LENGTH, "0");
        // Without it the tunnel would expect dates shifted by the client's time zone.
        headers.put(HttpHeaders.HEADER_ODPS_DATE_TRANSFORM, TunnelConstants.TUNNEL_DATE_TRANSFORM_VERSION);
        headers.put(HttpHeaders.HEADER_ODPS_TUNNEL_VERSION, String.valueOf(TunnelConstants.VERSION));
        Connection connection = client().connect(resource, method, parameters, headers);
        try {
            requireSuccess(connection);
            try (InputStream body = connection.getInputStream()) {
                return reader.read(body);
            }
        } finally {
            connection.disconnect();
        }
    }

    private Map<String, String> parameters(Partition partition) {
        Map<String, String> parameters = new HashMap<>();
        if (!partition.isWholeTable()) {
            parameters.put(TunnelConstants.RES_PARTITION, partition.toString());
        }
        if (configuration.availableQuotaName()) {
            parameters.put(TunnelConstants.PARAM_QUOTA_NAME, configuration.getQuotaName());
        }
        return parameters;
    }

    /** Made once: without a configured tunnel endpoint the service is asked for it. */
    private synchronized RestClient client() throws OdpsException {
        if (client == null) {
            RestClient made = configuration.newRestClient(target.project());
            if (target.tunnelEndpoint().isEmpty()) {
                Endpoints.namedBy(target.endpoint()).require(made.getEndpoint());
            }
            made.setChunkSize(CHUNK);
            client = made;
        }
        return client;
    }

    private static TunnelRefusal refusal(Connection connection, Response response) throws IOException {
        byte[] body;
        try (InputStream in = connection.getInputStream()) {
            body = in.readNBytes(64 * 1024);
        } catch (IOException noBody) {
            body = new byte[0];
        }
        try {
            JsonNode error = JSON.readTree(body);
            return new TunnelRefusal(
                    response.getStatus(),
                    error.path("Code").asText(""),
                    error.path("Message").asText(""));
        } catch (JsonProcessingException notTheTunnel) {
            return new TunnelRefusal(response.getStatus(), "", "");
        }
    }
}
