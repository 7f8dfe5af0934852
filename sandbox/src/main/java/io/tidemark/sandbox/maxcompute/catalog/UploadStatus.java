package io.tidemark.sandbox.maxcompute.catalog;

/**
 * The life of an upload session: {@code NORMAL} until its time is over, or until it is committed: at once, or by way of
 * {@code CLOSING} and {@code COMMITTING}. The service may also end it for reasons of its own.
 */
public enum UploadStatus {
    NORMAL,
    CLOSING,
    COMMITTING,
    CLOSED,
    EXPIRED,
    CANCELED,
    CRITICAL
}
