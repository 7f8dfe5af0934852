package io.tidemark.sandbox.maxcompute.catalog;

/** The life of an upload session: {@code NORMAL} until it is committed or its time is over. */
public enum UploadStatus {
    NORMAL,
    CLOSED,
    EXPIRED
}
