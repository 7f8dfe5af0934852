-- Cycles of tasks, their attempts, and what was written down about both.

-- One task in one cycle. The id is its readable text form; version counts its transitions.
CREATE TABLE cycle_instance (
    id         VARCHAR(450)                NOT NULL,
    workflow   VARCHAR(200)                NOT NULL,
    task       VARCHAR(200)                NOT NULL,
    cycle_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    origin     VARCHAR(20)                 NOT NULL,
    due_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    parameters TEXT                        NOT NULL,
    state      VARCHAR(20)                 NOT NULL,
    retry_at   TIMESTAMP(6) WITH TIME ZONE,
    reason     VARCHAR(4000)               NOT NULL,
    version    INTEGER                     NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT cycle_instance_pk PRIMARY KEY (id),
    CONSTRAINT cycle_instance_once UNIQUE (workflow, task, cycle_at, origin),
    CONSTRAINT cycle_instance_due CHECK (due_at >= cycle_at),
    CONSTRAINT cycle_instance_retry CHECK ((state = 'RETRY_WAIT') = (retry_at IS NOT NULL))
);

CREATE INDEX cycle_instance_due_next ON cycle_instance (state, due_at, workflow, task, cycle_at);
CREATE INDEX cycle_instance_newest ON cycle_instance (cycle_at);

-- Every step of an instance's life, in order.
CREATE TABLE instance_transition (
    instance   VARCHAR(450)                NOT NULL,
    version    INTEGER                     NOT NULL,
    at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    who        VARCHAR(200)                NOT NULL,
    event      VARCHAR(40)                 NOT NULL,
    from_state VARCHAR(20)                 NOT NULL,
    to_state   VARCHAR(20)                 NOT NULL,
    why        VARCHAR(4000)               NOT NULL,
    CONSTRAINT instance_transition_pk PRIMARY KEY (instance, version),
    CONSTRAINT instance_transition_of FOREIGN KEY (instance) REFERENCES cycle_instance (id)
);

-- One try. Its job has the same id. Only its worker knows the fence; the window is known once the script was read.
CREATE TABLE attempt (
    id              UUID                        NOT NULL,
    instance        VARCHAR(450)                NOT NULL,
    number          INTEGER                     NOT NULL,
    state           VARCHAR(20)                 NOT NULL,
    fence           VARCHAR(64),
    node            VARCHAR(200),
    lease_until     TIMESTAMP(6) WITH TIME ZONE,
    chain           VARCHAR(400),
    window_start    TIMESTAMP(6) WITH TIME ZONE,
    window_end      TIMESTAMP(6) WITH TIME ZONE,
    created_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    started_at      TIMESTAMP(6) WITH TIME ZONE,
    ended_at        TIMESTAMP(6) WITH TIME ZONE,
    records_read    BIGINT DEFAULT 0            NOT NULL,
    rows_written    BIGINT DEFAULT 0            NOT NULL,
    records_dirty   BIGINT DEFAULT 0            NOT NULL,
    records_skipped BIGINT DEFAULT 0            NOT NULL,
    bytes_read      BIGINT DEFAULT 0            NOT NULL,
    note            VARCHAR(4000),
    failure_kind    VARCHAR(20),
    failure_code    VARCHAR(100),
    failure_message VARCHAR(4000),
    failure_advice  VARCHAR(4000),
    CONSTRAINT attempt_pk PRIMARY KEY (id),
    CONSTRAINT attempt_once UNIQUE (instance, number),
    CONSTRAINT attempt_of FOREIGN KEY (instance) REFERENCES cycle_instance (id),
    CONSTRAINT attempt_number CHECK (number >= 1),
    CONSTRAINT attempt_claimed CHECK (state = 'QUEUED' OR (fence IS NOT NULL AND node IS NOT NULL AND lease_until IS NOT NULL)),
    CONSTRAINT attempt_ended CHECK ((state IN ('QUEUED', 'RUNNING')) = (ended_at IS NULL))
);

CREATE INDEX attempt_lease ON attempt (state, lease_until);

-- What an attempt said, line by line.
CREATE TABLE attempt_log (
    attempt UUID                        NOT NULL,
    seq     INTEGER                     NOT NULL,
    at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    level   VARCHAR(10)                 NOT NULL,
    line    VARCHAR(4000)               NOT NULL,
    CONSTRAINT attempt_log_pk PRIMARY KEY (attempt, seq),
    CONSTRAINT attempt_log_of FOREIGN KEY (attempt) REFERENCES attempt (id)
);

-- How far the cycles of a task are planned, inclusive, and a digest of what they were planned from.
CREATE TABLE cycle_cursor (
    workflow      VARCHAR(200)                NOT NULL,
    task          VARCHAR(200)                NOT NULL,
    planned_until TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    plan          VARCHAR(64)                 NOT NULL,
    CONSTRAINT cycle_cursor_pk PRIMARY KEY (workflow, task)
);

-- Whoever counts slots in order to take one locks this row first, so that two never take the last.
CREATE TABLE slot_gate (
    id INTEGER NOT NULL,
    CONSTRAINT slot_gate_pk PRIMARY KEY (id)
);

INSERT INTO slot_gate (id) VALUES (1);
