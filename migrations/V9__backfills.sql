-- Past cycles that are filled in, many at once: what was asked for, and whether its instances may begin.

-- Its instances have the origin b<number>. How far it is, is counted from them.
CREATE TABLE backfill (
    number     BIGINT                      NOT NULL,
    asked      TEXT                        NOT NULL,
    parallel   INTEGER                     NOT NULL,
    instances  INTEGER                     NOT NULL,
    state      VARCHAR(20)                 NOT NULL,
    started_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    started_by VARCHAR(200)                NOT NULL,
    reason     VARCHAR(4000)               NOT NULL,
    CONSTRAINT backfill_pk PRIMARY KEY (number),
    CONSTRAINT backfill_number CHECK (number >= 1),
    CONSTRAINT backfill_parallel CHECK (parallel BETWEEN 1 AND 10),
    CONSTRAINT backfill_instances CHECK (instances >= 1),
    CONSTRAINT backfill_state CHECK (state IN ('RUNNING', 'STOPPED', 'INTERRUPTED'))
);

CREATE TABLE backfill_event (
    id       BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
    backfill BIGINT                              NOT NULL,
    at       TIMESTAMP(6) WITH TIME ZONE         NOT NULL,
    who      VARCHAR(200)                        NOT NULL,
    action   VARCHAR(20)                         NOT NULL,
    why      VARCHAR(4000)                       NOT NULL,
    CONSTRAINT backfill_event_pk PRIMARY KEY (id),
    CONSTRAINT backfill_event_of FOREIGN KEY (backfill) REFERENCES backfill (number)
);

-- The lower the sooner among the instances of one backfill that are ready.
ALTER TABLE cycle_instance ADD COLUMN turn INTEGER DEFAULT 0 NOT NULL;
-- Its window had its records when it was planned, so that it may be written beside others of its chain.
ALTER TABLE cycle_instance ADD COLUMN beside BOOLEAN DEFAULT FALSE NOT NULL;

CREATE INDEX cycle_instance_origin ON cycle_instance (origin, state);
