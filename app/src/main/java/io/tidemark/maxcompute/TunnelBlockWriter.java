package io.tidemark.maxcompute;

import com.aliyun.odps.commons.transport.Connection;
import io.tidemark.attempt.FailureException;
import io.tidemark.maxcompute.record.RecordStream;
import io.tidemark.sync.BlockWriter;
import io.tidemark.sync.Row;
import java.io.IOException;
import java.time.Duration;

/** Streams rows into the request that becomes a block; nothing is kept. */
final class TunnelBlockWriter implements BlockWriter {
    private final Connection connection;
    private final RecordStream stream;
    private final TimedOutput sent;
    private final MaxComputeFailures failures;

    /**
     * A block whose request is open.
     *
     * @param stream writes to {@code sent} in the end
     */
    TunnelBlockWriter(Connection connection, RecordStream stream, TimedOutput sent, MaxComputeFailures failures) {
        this.connection = connection;
        this.stream = stream;
        this.sent = sent;
        this.failures = failures;
    }

    @Override
    public void write(Row row) {
        try {
            stream.write(row);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public long bytes() {
        return stream.bytes();
    }

    @Override
    public Duration waited() {
        return sent.waited();
    }

    @Override
    public void finish() {
        try {
            stream.finish();
            TunnelCalls.requireSuccess(connection);
        } catch (IOException e) {
            throw broken(e);
        } catch (TunnelRefusal | RuntimeException e) {
            throw failures.from(e);
        } finally {
            disconnect();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The connection is cut in the middle of the chunked body: neither the record stream's trailer nor the last chunk is
     * ever sent, so the request cannot be taken for complete.
     */
    @Override
    public void abort() {
        disconnect();
    }

    /** A server that refuses a block stops reading it; what it answered says more than the broken pipe. */
    private FailureException broken(IOException cause) {
        try {
            TunnelCalls.requireSuccess(connection);
        } catch (TunnelRefusal refusal) {
            return failures.from(refusal);
        } catch (IOException | RuntimeException unanswered) {
            cause.addSuppressed(unanswered);
        }
        return failures.from(cause);
    }

    private void disconnect() {
        try {
            connection.disconnect();
        } catch (IOException | RuntimeException alreadyGone) {
            // Either way no more bytes of this block are sent.
            return;
        }
    }
}
