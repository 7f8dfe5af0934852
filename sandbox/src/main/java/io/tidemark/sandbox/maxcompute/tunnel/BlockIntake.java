package io.tidemark.sandbox.maxcompute.tunnel;

import io.tidemark.sandbox.maxcompute.catalog.BlockDraft;
import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.catalog.UploadSession;
import io.tidemark.sandbox.maxcompute.record.Codec;
import io.tidemark.sandbox.maxcompute.record.CorruptStreamException;
import io.tidemark.sandbox.maxcompute.record.RecordReader;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import net.jpountz.lz4.LZ4Exception;

/**
 * Takes in the blocks of upload sessions. A block counts only when all of it came, every checksum held and nothing
 * followed its trailer; else nothing of it stays. Thread-safe.
 */
public final class BlockIntake {
    private final Catalog catalog;

    public BlockIntake(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reads a block to its end, proves it, and adds it to the session.
     *
     * @param body compressed as {@code codec} says
     */
    public void take(UploadSession session, int block, Codec codec, InputStream body) throws Refusal, IOException {
        try (BlockDraft draft = catalog.blocks().draft()) {
            long rows = store(session, codec, body, draft);
            catalog.uploads().close(session, block, draft, rows);
        }
    }

    private static long store(UploadSession session, Codec codec, InputStream body, BlockDraft draft) throws Refusal {
        try (InputStream plain = codec.decode(body);
                RecordReader records =
                        new RecordReader(session.table().schema().columns(), new KeepingInput(plain, draft.out()))) {
            while (records.next()) {
                // Reading proves each record and writes it down.
            }
            if (body.read() >= 0) {
                throw new Refusal(RefusalCode.CORRUPTED_STREAM, "Bytes follow the end of the compressed records.");
            }
            return records.rows();
        } catch (CorruptStreamException e) {
            throw new Refusal(RefusalCode.CORRUPTED_STREAM, String.valueOf(e.getMessage()), e);
        } catch (EOFException e) {
            throw new Refusal(RefusalCode.INCOMPLETE_BODY, "The body ended before the records did.", e);
        } catch (IOException | LZ4Exception e) {
            throw new Refusal(
                    RefusalCode.CORRUPTED_STREAM,
                    "The body could not be read as " + codec + " records: " + e.getMessage(),
                    e);
        }
    }
}
