-- Written by SchemaTest from all migrations; never run.

ALTER TABLE "public"."api_token" ADD CONSTRAINT "public"."api_token_hash" UNIQUE NULLS DISTINCT ("token_hash");

ALTER TABLE "public"."api_token" ADD CONSTRAINT "public"."api_token_of" FOREIGN KEY("user_name") REFERENCES "public"."login_user"("name") ON DELETE CASCADE NOCHECK;

ALTER TABLE "public"."api_token" ADD CONSTRAINT "public"."api_token_pk" PRIMARY KEY("id");

ALTER TABLE "public"."attempt" ADD CONSTRAINT "public"."attempt_claimed" CHECK(("state" IN('QUEUED', 'CANCELLED'))
    OR (("fence" IS NOT NULL)
    AND ("node" IS NOT NULL)
    AND ("lease_until" IS NOT NULL))) NOCHECK;

ALTER TABLE "public"."attempt" ADD CONSTRAINT "public"."attempt_ended" CHECK(("state" IN('QUEUED', 'RUNNING')) = ("ended_at" IS NULL)) NOCHECK;

ALTER TABLE "public"."attempt" ADD CONSTRAINT "public"."attempt_number" CHECK("number" >= 1) NOCHECK;

ALTER TABLE "public"."attempt" ADD CONSTRAINT "public"."attempt_of" FOREIGN KEY("instance") REFERENCES "public"."cycle_instance"("id") NOCHECK;

ALTER TABLE "public"."attempt" ADD CONSTRAINT "public"."attempt_once" UNIQUE NULLS DISTINCT ("instance", "number");

ALTER TABLE "public"."attempt" ADD CONSTRAINT "public"."attempt_pk" PRIMARY KEY("id");

ALTER TABLE "public"."attempt_log" ADD CONSTRAINT "public"."attempt_log_of" FOREIGN KEY("attempt") REFERENCES "public"."attempt"("id") NOCHECK;

ALTER TABLE "public"."attempt_log" ADD CONSTRAINT "public"."attempt_log_pk" PRIMARY KEY("attempt", "seq");

ALTER TABLE "public"."audit_event" ADD CONSTRAINT "public"."audit_event_outcome" CHECK("outcome" IN('STARTED', 'DONE', 'REFUSED', 'FAILED')) NOCHECK;

ALTER TABLE "public"."audit_event" ADD CONSTRAINT "public"."audit_event_pk" PRIMARY KEY("id");

ALTER TABLE "public"."audit_event" ADD CONSTRAINT "public"."audit_event_way" CHECK("way" IN('LOCAL', 'SESSION', 'TOKEN', 'OPERATOR')) NOCHECK;

ALTER TABLE "public"."backfill" ADD CONSTRAINT "public"."backfill_instances" CHECK("instances" >= 1) NOCHECK;

ALTER TABLE "public"."backfill" ADD CONSTRAINT "public"."backfill_number" CHECK("number" >= CAST(1 AS BIGINT)) NOCHECK;

ALTER TABLE "public"."backfill" ADD CONSTRAINT "public"."backfill_parallel" CHECK("parallel" BETWEEN 1 AND 10) NOCHECK;

ALTER TABLE "public"."backfill" ADD CONSTRAINT "public"."backfill_pk" PRIMARY KEY("number");

ALTER TABLE "public"."backfill" ADD CONSTRAINT "public"."backfill_state" CHECK("state" IN('RUNNING', 'STOPPED', 'INTERRUPTED')) NOCHECK;

ALTER TABLE "public"."backfill_event" ADD CONSTRAINT "public"."backfill_event_of" FOREIGN KEY("backfill") REFERENCES "public"."backfill"("number") NOCHECK;

ALTER TABLE "public"."backfill_event" ADD CONSTRAINT "public"."backfill_event_pk" PRIMARY KEY("id");

ALTER TABLE "public"."chain" ADD CONSTRAINT "public"."chain_head_of_window" CHECK(("head_window" IS NULL)
    OR ("head" IS NOT NULL)) NOCHECK;

ALTER TABLE "public"."chain" ADD CONSTRAINT "public"."chain_head_window" FOREIGN KEY("head_window") REFERENCES "public"."sync_window"("id") NOCHECK;

ALTER TABLE "public"."chain" ADD CONSTRAINT "public"."chain_pk" PRIMARY KEY("id");

ALTER TABLE "public"."chain_event" ADD CONSTRAINT "public"."chain_event_pk" PRIMARY KEY("id");

ALTER TABLE "public"."commit_entry" ADD CONSTRAINT "public"."commit_entry_of_window" FOREIGN KEY("window_id") REFERENCES "public"."sync_window"("id") NOCHECK;

ALTER TABLE "public"."commit_entry" ADD CONSTRAINT "public"."commit_entry_ordinal" UNIQUE NULLS DISTINCT ("window_id", "round", "ordinal");

ALTER TABLE "public"."commit_entry" ADD CONSTRAINT "public"."commit_entry_pk" PRIMARY KEY("window_id", "round", "target_partition");

ALTER TABLE "public"."commit_entry" ADD CONSTRAINT "public"."commit_entry_state" CHECK("state" IN('NAMED', 'COMMITTED', 'REPLACED')) NOCHECK;

ALTER TABLE "public"."cycle_cursor" ADD CONSTRAINT "public"."cycle_cursor_pk" PRIMARY KEY("workflow", "task");

ALTER TABLE "public"."cycle_instance" ADD CONSTRAINT "public"."cycle_instance_due" CHECK("due_at" >= "cycle_at") NOCHECK;

ALTER TABLE "public"."cycle_instance" ADD CONSTRAINT "public"."cycle_instance_once" UNIQUE NULLS DISTINCT ("workflow", "task", "cycle_at", "origin");

ALTER TABLE "public"."cycle_instance" ADD CONSTRAINT "public"."cycle_instance_pk" PRIMARY KEY("id");

ALTER TABLE "public"."cycle_instance" ADD CONSTRAINT "public"."cycle_instance_retry" CHECK(("state" = 'RETRY_WAIT') = ("retry_at" IS NOT NULL)) NOCHECK;

ALTER TABLE "public"."data_source" ADD CONSTRAINT "public"."data_source_pk" PRIMARY KEY("name");

ALTER TABLE "public"."dirty_record" ADD CONSTRAINT "public"."dirty_record_of" FOREIGN KEY("attempt") REFERENCES "public"."attempt"("id") ON DELETE CASCADE NOCHECK;

ALTER TABLE "public"."dirty_record" ADD CONSTRAINT "public"."dirty_record_pk" PRIMARY KEY("attempt", "seq");

ALTER TABLE "public"."instance_edge" ADD CONSTRAINT "public"."instance_edge_of" FOREIGN KEY("instance") REFERENCES "public"."cycle_instance"("id") ON DELETE CASCADE NOCHECK;

ALTER TABLE "public"."instance_edge" ADD CONSTRAINT "public"."instance_edge_pk" PRIMARY KEY("instance", "upstream");

ALTER TABLE "public"."instance_transition" ADD CONSTRAINT "public"."instance_transition_of" FOREIGN KEY("instance") REFERENCES "public"."cycle_instance"("id") NOCHECK;

ALTER TABLE "public"."instance_transition" ADD CONSTRAINT "public"."instance_transition_pk" PRIMARY KEY("instance", "version");

ALTER TABLE "public"."login_failure" ADD CONSTRAINT "public"."login_failure_pk" PRIMARY KEY("name");

ALTER TABLE "public"."login_link" ADD CONSTRAINT "public"."login_link_of" FOREIGN KEY("user_name") REFERENCES "public"."login_user"("name") ON DELETE CASCADE NOCHECK;

ALTER TABLE "public"."login_link" ADD CONSTRAINT "public"."login_link_pk" PRIMARY KEY("token_hash");

ALTER TABLE "public"."login_link" ADD CONSTRAINT "public"."login_link_purpose" CHECK((("purpose" IN('SESSION', 'PASSWORD'))
    AND ("user_name" IS NOT NULL))
    OR (("purpose" = 'FIRST_ADMIN')
    AND ("user_name" IS NULL))) NOCHECK;

ALTER TABLE "public"."login_session" ADD CONSTRAINT "public"."login_session_of" FOREIGN KEY("user_name") REFERENCES "public"."login_user"("name") ON DELETE CASCADE NOCHECK;

ALTER TABLE "public"."login_session" ADD CONSTRAINT "public"."login_session_pk" PRIMARY KEY("token_hash");

ALTER TABLE "public"."login_user" ADD CONSTRAINT "public"."login_user_pk" PRIMARY KEY("name");

ALTER TABLE "public"."login_user" ADD CONSTRAINT "public"."login_user_role" CHECK("role" IN('VIEWER', 'OPERATOR', 'DEVELOPER', 'ADMIN')) NOCHECK;

ALTER TABLE "public"."operator_pulse" ADD CONSTRAINT "public"."operator_pulse_pk" PRIMARY KEY("id");

ALTER TABLE "public"."paused_task" ADD CONSTRAINT "public"."paused_task_pk" PRIMARY KEY("workflow", "task");

ALTER TABLE "public"."request_key" ADD CONSTRAINT "public"."request_key_answer" CHECK(("answer" IS NULL)
    OR ("status" IS NOT NULL)) NOCHECK;

ALTER TABLE "public"."request_key" ADD CONSTRAINT "public"."request_key_pk" PRIMARY KEY("who", "request");

ALTER TABLE "public"."run_request" ADD CONSTRAINT "public"."run_request_pk" PRIMARY KEY("number");

ALTER TABLE "public"."script_call" ADD CONSTRAINT "public"."script_call_pk" PRIMARY KEY("chain");

ALTER TABLE "public"."slot_gate" ADD CONSTRAINT "public"."slot_gate_pk" PRIMARY KEY("id");

ALTER TABLE "public"."sync_window" ADD CONSTRAINT "public"."sync_window_at_stake" CHECK(("state" IN('OPEN', 'GAP'))
    OR ("end_checkpoints" IS NOT NULL)) NOCHECK;

ALTER TABLE "public"."sync_window" ADD CONSTRAINT "public"."sync_window_committed" CHECK(("state" <> 'COMMITTED')
    OR (("committed_at" IS NOT NULL)
    AND ("committed_by" IS NOT NULL))) NOCHECK;

ALTER TABLE "public"."sync_window" ADD CONSTRAINT "public"."sync_window_end" UNIQUE NULLS DISTINCT ("chain_id", "end_at");

ALTER TABLE "public"."sync_window" ADD CONSTRAINT "public"."sync_window_of_chain" FOREIGN KEY("chain_id") REFERENCES "public"."chain"("id") ON UPDATE CASCADE NOCHECK;

ALTER TABLE "public"."sync_window" ADD CONSTRAINT "public"."sync_window_pk" PRIMARY KEY("id");

ALTER TABLE "public"."sync_window" ADD CONSTRAINT "public"."sync_window_round" CHECK("round" >= 0) NOCHECK;

ALTER TABLE "public"."sync_window" ADD CONSTRAINT "public"."sync_window_span" CHECK(("start_at" < "end_at")
    AND ("start_at" <= "requested_start")
    AND ("requested_start" < "end_at")) NOCHECK;

ALTER TABLE "public"."sync_window" ADD CONSTRAINT "public"."sync_window_start" UNIQUE NULLS DISTINCT ("chain_id", "start_at");

ALTER TABLE "public"."sync_window" ADD CONSTRAINT "public"."sync_window_state" CHECK("state" IN('OPEN', 'COMMITTING', 'COMMITTED', 'GAP', 'UNDECIDED')) NOCHECK;

ALTER TABLE "public"."task_event" ADD CONSTRAINT "public"."task_event_pk" PRIMARY KEY("id");

ALTER TABLE "public"."workflow_version" ADD CONSTRAINT "public"."workflow_version_digest" CHECK(("content" IS NULL) = ("digest" IS NULL)) NOCHECK;

ALTER TABLE "public"."workflow_version" ADD CONSTRAINT "public"."workflow_version_folder" CHECK(("managed_by" = 'FILES') = ("folder" IS NOT NULL)) NOCHECK;

ALTER TABLE "public"."workflow_version" ADD CONSTRAINT "public"."workflow_version_managed_by" CHECK("managed_by" IN('FILES', 'CONSOLE')) NOCHECK;

ALTER TABLE "public"."workflow_version" ADD CONSTRAINT "public"."workflow_version_number" CHECK("version" >= 1) NOCHECK;

ALTER TABLE "public"."workflow_version" ADD CONSTRAINT "public"."workflow_version_pk" PRIMARY KEY("workflow", "version");

CREATE INDEX "public"."api_token_user" ON "public"."api_token"("user_name" NULLS LAST);

CREATE INDEX "public"."attempt_ended" ON "public"."attempt"("ended_at" NULLS LAST);

CREATE INDEX "public"."attempt_lease" ON "public"."attempt"("state" NULLS LAST, "lease_until" NULLS LAST);

CREATE INDEX "public"."audit_event_at" ON "public"."audit_event"("at" NULLS LAST);

CREATE INDEX "public"."chain_event_of" ON "public"."chain_event"("chain" NULLS LAST, "id" NULLS LAST);

CREATE INDEX "public"."cycle_instance_due_next" ON "public"."cycle_instance"("state" NULLS LAST, "upstreams_done" NULLS LAST, "due_at" NULLS LAST);

CREATE INDEX "public"."cycle_instance_newest" ON "public"."cycle_instance"("cycle_at" NULLS LAST);

CREATE INDEX "public"."cycle_instance_origin" ON "public"."cycle_instance"("origin" NULLS LAST, "state" NULLS LAST);

CREATE INDEX "public"."instance_edge_upstream" ON "public"."instance_edge"("upstream" NULLS LAST, "instance" NULLS LAST);

CREATE INDEX "public"."login_session_user" ON "public"."login_session"("user_name" NULLS LAST);

CREATE INDEX "public"."request_key_begun" ON "public"."request_key"("begun_at" NULLS LAST);

CREATE INDEX "public"."sync_window_unfinished" ON "public"."sync_window"("chain_id" NULLS LAST, "state" NULLS LAST);

CREATE INDEX "public"."task_event_of" ON "public"."task_event"("workflow" NULLS LAST, "task" NULLS LAST, "id" NULLS LAST);

CREATE MEMORY TABLE "public"."api_token"(
    "id" BIGINT GENERATED ALWAYS AS IDENTITY(START WITH 1) NOT NULL,
    "token_hash" CHARACTER(64) NOT NULL,
    "user_name" CHARACTER VARYING(64) NOT NULL,
    "label" CHARACTER VARYING(100) NOT NULL,
    "permissions" CHARACTER VARYING(200) NOT NULL,
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "expires_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "seen_at" TIMESTAMP(6) WITH TIME ZONE
);

CREATE MEMORY TABLE "public"."attempt"(
    "id" UUID NOT NULL,
    "instance" CHARACTER VARYING(450) NOT NULL,
    "number" INTEGER NOT NULL,
    "state" CHARACTER VARYING(20) NOT NULL,
    "fence" CHARACTER VARYING(64),
    "node" CHARACTER VARYING(200),
    "lease_until" TIMESTAMP(6) WITH TIME ZONE,
    "chain" CHARACTER VARYING(400),
    "window_start" TIMESTAMP(6) WITH TIME ZONE,
    "window_end" TIMESTAMP(6) WITH TIME ZONE,
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "started_at" TIMESTAMP(6) WITH TIME ZONE,
    "ended_at" TIMESTAMP(6) WITH TIME ZONE,
    "records_read" BIGINT DEFAULT 0 NOT NULL,
    "rows_written" BIGINT DEFAULT 0 NOT NULL,
    "records_dirty" BIGINT DEFAULT 0 NOT NULL,
    "records_skipped" BIGINT DEFAULT 0 NOT NULL,
    "bytes_read" BIGINT DEFAULT 0 NOT NULL,
    "note" CHARACTER VARYING(4000),
    "failure_kind" CHARACTER VARYING(20),
    "failure_code" CHARACTER VARYING(100),
    "failure_message" CHARACTER VARYING(4000),
    "failure_advice" CHARACTER VARYING(4000),
    "row_deletes" BIGINT DEFAULT 0 NOT NULL,
    "records_late" BIGINT DEFAULT 0 NOT NULL
);

CREATE MEMORY TABLE "public"."attempt_log"(
    "attempt" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "level" CHARACTER VARYING(10) NOT NULL,
    "line" CHARACTER VARYING(4000) NOT NULL
);

CREATE MEMORY TABLE "public"."audit_event"(
    "id" BIGINT GENERATED ALWAYS AS IDENTITY(START WITH 1) NOT NULL,
    "at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "who" CHARACTER VARYING(200) NOT NULL,
    "way" CHARACTER VARYING(20) NOT NULL,
    "address" CHARACTER VARYING(100) NOT NULL,
    "action" CHARACTER VARYING(40) NOT NULL,
    "subject" CHARACTER VARYING(4000) NOT NULL,
    "detail" CHARACTER VARYING(4000) NOT NULL,
    "outcome" CHARACTER VARYING(20) NOT NULL
);

CREATE MEMORY TABLE "public"."backfill"(
    "number" BIGINT NOT NULL,
    "asked" CHARACTER VARYING NOT NULL,
    "parallel" INTEGER NOT NULL,
    "instances" INTEGER NOT NULL,
    "state" CHARACTER VARYING(20) NOT NULL,
    "started_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "started_by" CHARACTER VARYING(200) NOT NULL,
    "reason" CHARACTER VARYING(4000) NOT NULL
);

CREATE MEMORY TABLE "public"."backfill_event"(
    "id" BIGINT GENERATED ALWAYS AS IDENTITY(START WITH 1) NOT NULL,
    "backfill" BIGINT NOT NULL,
    "at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "who" CHARACTER VARYING(200) NOT NULL,
    "action" CHARACTER VARYING(20) NOT NULL,
    "why" CHARACTER VARYING(4000) NOT NULL
);

CREATE MEMORY TABLE "public"."chain"(
    "id" CHARACTER VARYING(400) NOT NULL,
    "stream_id" CHARACTER VARYING(400) NOT NULL,
    "version" BIGINT NOT NULL,
    "head" TIMESTAMP(6) WITH TIME ZONE,
    "head_window" BIGINT,
    "to_be_recovered" CHARACTER VARYING,
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE MEMORY TABLE "public"."chain_event"(
    "id" BIGINT GENERATED ALWAYS AS IDENTITY(START WITH 1) NOT NULL,
    "chain" CHARACTER VARYING(400) NOT NULL,
    "at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "who" CHARACTER VARYING(200) NOT NULL,
    "action" CHARACTER VARYING(20) NOT NULL,
    "detail" CHARACTER VARYING(4000) NOT NULL
);

CREATE MEMORY TABLE "public"."commit_entry"(
    "window_id" BIGINT NOT NULL,
    "round" INTEGER NOT NULL,
    "target_partition" CHARACTER VARYING(4000) NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "session_id" CHARACTER VARYING NOT NULL,
    "overwrite" BOOLEAN NOT NULL,
    "blocks" CHARACTER VARYING NOT NULL,
    "state" CHARACTER VARYING(12) NOT NULL,
    "rows_before" BIGINT
);

CREATE MEMORY TABLE "public"."cycle_cursor"(
    "workflow" CHARACTER VARYING(200) NOT NULL,
    "task" CHARACTER VARYING(200) NOT NULL,
    "planned_until" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "workflow_version" INTEGER DEFAULT 0 NOT NULL,
    "began_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "edition" BIGINT DEFAULT 0 NOT NULL,
    "ties" CHARACTER VARYING(64) DEFAULT '' NOT NULL
);

CREATE MEMORY TABLE "public"."cycle_instance"(
    "id" CHARACTER VARYING(450) NOT NULL,
    "workflow" CHARACTER VARYING(200) NOT NULL,
    "task" CHARACTER VARYING(200) NOT NULL,
    "cycle_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "origin" CHARACTER VARYING(20) NOT NULL,
    "due_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "parameters" CHARACTER VARYING NOT NULL,
    "state" CHARACTER VARYING(20) NOT NULL,
    "retry_at" TIMESTAMP(6) WITH TIME ZONE,
    "reason" CHARACTER VARYING(4000) NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "changed_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "workflow_version" INTEGER DEFAULT 0 NOT NULL,
    "work" CHARACTER VARYING(20) DEFAULT 'SYNC' NOT NULL,
    "priority" INTEGER DEFAULT 1 NOT NULL,
    "attempts_before" INTEGER DEFAULT 0 NOT NULL,
    "upstreams_done" BOOLEAN DEFAULT TRUE NOT NULL,
    "turn" INTEGER DEFAULT 0 NOT NULL,
    "beside" BOOLEAN DEFAULT FALSE NOT NULL,
    "resource_group" CHARACTER VARYING(200)
);

CREATE MEMORY TABLE "public"."data_source"(
    "name" CHARACTER VARYING(128) NOT NULL,
    "settings" CHARACTER VARYING NOT NULL,
    "sealed" CHARACTER VARYING NOT NULL,
    "changed_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "changed_by" CHARACTER VARYING(200) NOT NULL
);

CREATE MEMORY TABLE "public"."dirty_record"(
    "attempt" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "row_key" CHARACTER VARYING(4000) NOT NULL,
    "column_name" CHARACTER VARYING(4000) NOT NULL,
    "column_type" CHARACTER VARYING(4000) NOT NULL,
    "shown_value" CHARACTER VARYING(4000) NOT NULL,
    "reason" CHARACTER VARYING(4000) NOT NULL
);

CREATE MEMORY TABLE "public"."instance_edge"(
    "instance" CHARACTER VARYING(450) NOT NULL,
    "upstream" CHARACTER VARYING(450) NOT NULL
);

CREATE MEMORY TABLE "public"."instance_transition"(
    "instance" CHARACTER VARYING(450) NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "who" CHARACTER VARYING(200) NOT NULL,
    "event" CHARACTER VARYING(40) NOT NULL,
    "from_state" CHARACTER VARYING(20) NOT NULL,
    "to_state" CHARACTER VARYING(20) NOT NULL,
    "why" CHARACTER VARYING(4000) NOT NULL
);

CREATE MEMORY TABLE "public"."login_failure"(
    "name" CHARACTER VARYING(64) NOT NULL,
    "failures" INTEGER NOT NULL,
    "failed_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "locked_until" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE MEMORY TABLE "public"."login_link"(
    "token_hash" CHARACTER(64) NOT NULL,
    "purpose" CHARACTER VARYING(20) NOT NULL,
    "user_name" CHARACTER VARYING(64),
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "expires_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE MEMORY TABLE "public"."login_session"(
    "token_hash" CHARACTER(64) NOT NULL,
    "user_name" CHARACTER VARYING(64) NOT NULL,
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "seen_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "expires_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE MEMORY TABLE "public"."login_user"(
    "name" CHARACTER VARYING(64) NOT NULL,
    "role" CHARACTER VARYING(20) NOT NULL,
    "password_hash" CHARACTER VARYING(200),
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "created_by" CHARACTER VARYING(200) NOT NULL
);

CREATE MEMORY TABLE "public"."operator_pulse"(
    "id" INTEGER NOT NULL,
    "seen_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE MEMORY TABLE "public"."paused_task"(
    "workflow" CHARACTER VARYING(200) NOT NULL,
    "task" CHARACTER VARYING(200) NOT NULL,
    "paused_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "paused_by" CHARACTER VARYING(200) NOT NULL,
    "reason" CHARACTER VARYING(4000) NOT NULL
);

CREATE MEMORY TABLE "public"."request_key"(
    "who" CHARACTER VARYING(220) NOT NULL,
    "request" CHARACTER VARYING(200) NOT NULL,
    "digest" CHARACTER(64) NOT NULL,
    "begun_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "status" INTEGER,
    "answer" CHARACTER VARYING
);

CREATE MEMORY TABLE "public"."run_request"(
    "number" BIGINT NOT NULL,
    "workflow" CHARACTER VARYING(200) NOT NULL,
    "task" CHARACTER VARYING(200) NOT NULL,
    "cycle_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "who" CHARACTER VARYING(200) NOT NULL,
    "reason" CHARACTER VARYING(4000) NOT NULL,
    "parameters" CHARACTER VARYING NOT NULL
);

CREATE MEMORY TABLE "public"."script_call"(
    "chain" CHARACTER VARYING(400) NOT NULL,
    "script" CHARACTER VARYING NOT NULL,
    "parameters" CHARACTER VARYING NOT NULL,
    "cyctime" CHARACTER VARYING(60),
    "timezone" CHARACTER VARYING(60) NOT NULL,
    "data_sources" CHARACTER VARYING,
    "called_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE MEMORY TABLE "public"."slot_gate"(
    "id" INTEGER NOT NULL
);

CREATE MEMORY TABLE "public"."sync_window"(
    "id" BIGINT GENERATED ALWAYS AS IDENTITY(START WITH 1) NOT NULL,
    "chain_id" CHARACTER VARYING(400) NOT NULL,
    "start_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "end_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "requested_start" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "state" CHARACTER VARYING(12) NOT NULL,
    "fence" CHARACTER VARYING(64) NOT NULL,
    "round" INTEGER NOT NULL,
    "overwrite" BOOLEAN NOT NULL,
    "target" CHARACTER VARYING NOT NULL,
    "start_checkpoints" CHARACTER VARYING,
    "end_checkpoints" CHARACTER VARYING,
    "filter_from" TIMESTAMP(6) WITH TIME ZONE,
    "records_read" BIGINT DEFAULT 0 NOT NULL,
    "rows_written" BIGINT DEFAULT 0 NOT NULL,
    "records_dirty" BIGINT DEFAULT 0 NOT NULL,
    "records_skipped" BIGINT DEFAULT 0 NOT NULL,
    "bytes_read" BIGINT DEFAULT 0 NOT NULL,
    "claimed_by" CHARACTER VARYING NOT NULL,
    "claimed_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "prepared_at" TIMESTAMP(6) WITH TIME ZONE,
    "committed_by" CHARACTER VARYING,
    "committed_at" TIMESTAMP(6) WITH TIME ZONE,
    "evidence" CHARACTER VARYING,
    "row_deletes" BIGINT DEFAULT 0 NOT NULL,
    "records_late" BIGINT DEFAULT 0 NOT NULL
);

CREATE MEMORY TABLE "public"."task_event"(
    "id" BIGINT GENERATED ALWAYS AS IDENTITY(START WITH 1) NOT NULL,
    "workflow" CHARACTER VARYING(200) NOT NULL,
    "task" CHARACTER VARYING(200) NOT NULL,
    "at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "who" CHARACTER VARYING(200) NOT NULL,
    "action" CHARACTER VARYING(20) NOT NULL,
    "detail" CHARACTER VARYING(4000) NOT NULL
);

CREATE MEMORY TABLE "public"."workflow_version"(
    "workflow" CHARACTER VARYING(200) NOT NULL,
    "version" INTEGER NOT NULL,
    "content" CHARACTER VARYING,
    "digest" CHARACTER(64),
    "managed_by" CHARACTER VARYING(20) NOT NULL,
    "folder" CHARACTER VARYING,
    "submitted_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "submitted_by" CHARACTER VARYING(200) NOT NULL,
    "remark" CHARACTER VARYING(4000) NOT NULL
);
