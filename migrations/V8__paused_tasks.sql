-- What people decide about tasks and their instances.

-- A task is paused as long as it has a row here.
CREATE TABLE paused_task (
    workflow  VARCHAR(200)                NOT NULL,
    task      VARCHAR(200)                NOT NULL,
    paused_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    paused_by VARCHAR(200)                NOT NULL,
    reason    VARCHAR(4000)               NOT NULL,
    CONSTRAINT paused_task_pk PRIMARY KEY (workflow, task)
);

-- What was done to tasks, for whoever asks later. Rows are only added.
CREATE TABLE task_event (
    id       BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
    workflow VARCHAR(200)                        NOT NULL,
    task     VARCHAR(200)                        NOT NULL,
    at       TIMESTAMP(6) WITH TIME ZONE         NOT NULL,
    who      VARCHAR(200)                        NOT NULL,
    action   VARCHAR(20)                         NOT NULL,
    detail   VARCHAR(4000)                       NOT NULL,
    CONSTRAINT task_event_pk PRIMARY KEY (id)
);

CREATE INDEX task_event_of ON task_event (workflow, task, id);

-- Instances that a person wanted beside the schedule. The number stands in the instance's id: ~r3. Rows are only added.
CREATE TABLE run_request (
    number     BIGINT                      NOT NULL,
    workflow   VARCHAR(200)                NOT NULL,
    task       VARCHAR(200)                NOT NULL,
    cycle_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    who        VARCHAR(200)                NOT NULL,
    reason     VARCHAR(4000)               NOT NULL,
    parameters TEXT                        NOT NULL,
    CONSTRAINT run_request_pk PRIMARY KEY (number)
);

-- An attempt may be taken back before a worker has claimed it.
ALTER TABLE attempt DROP CONSTRAINT attempt_claimed;
ALTER TABLE attempt ADD CONSTRAINT attempt_claimed
    CHECK (state IN ('QUEUED', 'CANCELLED') OR (fence IS NOT NULL AND node IS NOT NULL AND lease_until IS NOT NULL));
