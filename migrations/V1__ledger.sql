-- The checkpoint ledger: what was read of each stream, and in which upload session it went into the target.
-- Plain SQL that H2 and PostgreSQL both take. Windows are exact to the millisecond; six digits is what both keep.

CREATE TABLE chain (
    id              VARCHAR(400)                NOT NULL,
    stream_id       VARCHAR(400)                NOT NULL,
    version         BIGINT                      NOT NULL,
    head            TIMESTAMP(6) WITH TIME ZONE,
    head_window     BIGINT,
    to_be_recovered VARCHAR,
    created_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT chain_pk PRIMARY KEY (id),
    CONSTRAINT chain_head_of_window CHECK (head_window IS NULL OR head IS NOT NULL)
);

CREATE TABLE sync_window (
    id                BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
    chain_id          VARCHAR(400)                NOT NULL,
    start_at          TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    end_at            TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    requested_start   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    state             VARCHAR(12)                 NOT NULL,
    fence             VARCHAR(64)                 NOT NULL,
    round             INTEGER                     NOT NULL,
    overwrite         BOOLEAN                     NOT NULL,
    target            VARCHAR                     NOT NULL,
    start_checkpoints TEXT,
    end_checkpoints   TEXT,
    filter_from       TIMESTAMP(6) WITH TIME ZONE,
    records_read      BIGINT DEFAULT 0            NOT NULL,
    rows_written      BIGINT DEFAULT 0            NOT NULL,
    records_dirty     BIGINT DEFAULT 0            NOT NULL,
    records_skipped   BIGINT DEFAULT 0            NOT NULL,
    bytes_read        BIGINT DEFAULT 0            NOT NULL,
    claimed_by        VARCHAR                     NOT NULL,
    claimed_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    prepared_at       TIMESTAMP(6) WITH TIME ZONE,
    committed_by      VARCHAR,
    committed_at      TIMESTAMP(6) WITH TIME ZONE,
    evidence          TEXT,
    CONSTRAINT sync_window_pk PRIMARY KEY (id),
    CONSTRAINT sync_window_of_chain FOREIGN KEY (chain_id) REFERENCES chain (id) ON UPDATE CASCADE,
    -- Windows of a chain are disjoint, so no two share a start or an end; the witness is keyed by the start, too.
    CONSTRAINT sync_window_start UNIQUE (chain_id, start_at),
    CONSTRAINT sync_window_end UNIQUE (chain_id, end_at),
    CONSTRAINT sync_window_span CHECK (start_at < end_at AND start_at <= requested_start AND requested_start < end_at),
    CONSTRAINT sync_window_state CHECK (state IN ('OPEN', 'COMMITTING', 'COMMITTED', 'GAP', 'UNDECIDED')),
    CONSTRAINT sync_window_at_stake CHECK (state IN ('OPEN', 'GAP') OR end_checkpoints IS NOT NULL),
    CONSTRAINT sync_window_committed CHECK (state <> 'COMMITTED' OR (committed_at IS NOT NULL AND committed_by IS NOT NULL)),
    CONSTRAINT sync_window_round CHECK (round >= 0)
);

CREATE INDEX sync_window_unfinished ON sync_window (chain_id, state);

ALTER TABLE chain ADD CONSTRAINT chain_head_window FOREIGN KEY (head_window) REFERENCES sync_window (id);

CREATE TABLE commit_entry (
    window_id        BIGINT        NOT NULL,
    round            INTEGER       NOT NULL,
    target_partition VARCHAR(4000) NOT NULL,
    ordinal          INTEGER       NOT NULL,
    session_id       VARCHAR       NOT NULL,
    overwrite        BOOLEAN       NOT NULL,
    blocks           TEXT          NOT NULL,
    state            VARCHAR(12)   NOT NULL,
    CONSTRAINT commit_entry_pk PRIMARY KEY (window_id, round, target_partition),
    CONSTRAINT commit_entry_ordinal UNIQUE (window_id, round, ordinal),
    CONSTRAINT commit_entry_of_window FOREIGN KEY (window_id) REFERENCES sync_window (id),
    CONSTRAINT commit_entry_state CHECK (state IN ('NAMED', 'COMMITTED', 'REPLACED'))
);
