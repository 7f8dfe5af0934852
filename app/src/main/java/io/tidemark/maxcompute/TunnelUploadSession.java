package io.tidemark.maxcompute;

import com.aliyun.odps.OdpsException;
import com.aliyun.odps.commons.transport.Connection;
import com.aliyun.odps.type.TypeInfo;
import io.tidemark.attempt.Failure;
import io.tidemark.maxcompute.SessionDocument.SessionColumn;
import io.tidemark.maxcompute.record.RecordStream;
import io.tidemark.sync.BlockWriter;
import io.tidemark.sync.Partition;
import io.tidemark.sync.SessionStatus;
import io.tidemark.sync.UploadSession;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An upload session of the batch tunnel, known by its id alone. */
final class TunnelUploadSession implements UploadSession {
    private final TunnelCalls calls;
    private final MaxComputeFailures failures;
    private final Partition partition;
    private final String id;
    private final boolean compress;
    private volatile @Nullable List<SessionColumn> columns;

    /**
     * A session.
     *
     * @param columns what blocks are written with; null when the session has to be asked for them
     */
    TunnelUploadSession(
            TunnelCalls calls,
            MaxComputeFailures failures,
            Partition partition,
            String id,
            boolean compress,
            @Nullable List<SessionColumn> columns) {
        this.calls = calls;
        this.failures = failures;
        this.partition = partition;
        this.id = id;
        this.compress = compress;
        this.columns = columns;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public BlockWriter openBlock(long blockId) {
        try {
            List<SessionColumn> known = columns;
            if (known == null) {
                known = calls.status(partition, id).columns();
                columns = known;
            }
            List<TypeInfo> types = known.stream().map(SessionColumn::type).toList();
            Compression compression = compress ? Compression.LZ4 : Compression.NONE;
            Connection connection = calls.openBlock(partition, id, blockId, compression.contentEncoding());
            try {
                TimedOutput sent = new TimedOutput(connection.getOutputStream());
                RecordStream stream = new RecordStream(types, compression.wrap(sent));
                return new TunnelBlockWriter(connection, stream, sent, failures);
            } catch (IOException e) {
                connection.disconnect();
                throw e;
            }
        } catch (OdpsException | IOException | TunnelRefusal | RuntimeException e) {
            throw failures.from(e);
        }
    }

    @Override
    public View view() {
        try {
            SessionDocument document = calls.status(partition, id);
            return new View(document.status(), document.blocks());
        } catch (TunnelRefusal refusal) {
            if (refusal.saysSessionUnknown()) {
                return new View(SessionStatus.NOT_FOUND, Set.of());
            }
            throw failures.from(refusal);
        } catch (OdpsException | IOException | RuntimeException e) {
            throw failures.from(e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The request itself has no room for a list, so the blocks are compared right before it is sent: a block that another
     * writer has left in the session would go in with ours.
     */
    @Override
    public void commit(List<Long> blocks) {
        try {
            Set<Long> there = calls.status(partition, id).blocks();
            if (!there.equals(new HashSet<>(blocks))) {
                throw Failure.bug(
                                "BLOCKS_DIFFER",
                                "Upload session " + id + " of " + failures.table() + " holds " + there.size()
                                        + " blocks that are not the " + blocks.size() + " to be committed.",
                                "Nothing was committed; report this and run the task again.")
                        .asException();
            }
            SessionDocument answer = calls.commit(partition, id);
            if (answer.status() != SessionStatus.CLOSED
                    && calls.status(partition, id).status() != SessionStatus.CLOSED) {
                throw Failure.external(
                                "TARGET_BUSY",
                                "The commit of upload session " + id + " of " + failures.table()
                                        + " was accepted but has not ended.",
                                "Nothing to do: its status is asked again.")
                        .asException();
            }
        } catch (OdpsException | IOException | TunnelRefusal | RuntimeException e) {
            throw failures.from(e);
        }
    }
}
