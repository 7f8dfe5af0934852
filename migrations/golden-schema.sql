-- Written by SchemaTest from all migrations; never run.

ALTER TABLE "public"."chain" ADD CONSTRAINT "public"."chain_head_of_window" CHECK(("head_window" IS NULL)
    OR ("head" IS NOT NULL)) NOCHECK;

ALTER TABLE "public"."chain" ADD CONSTRAINT "public"."chain_head_window" FOREIGN KEY("head_window") REFERENCES "public"."sync_window"("id") NOCHECK;

ALTER TABLE "public"."chain" ADD CONSTRAINT "public"."chain_pk" PRIMARY KEY("id");

ALTER TABLE "public"."commit_entry" ADD CONSTRAINT "public"."commit_entry_of_window" FOREIGN KEY("window_id") REFERENCES "public"."sync_window"("id") NOCHECK;

ALTER TABLE "public"."commit_entry" ADD CONSTRAINT "public"."commit_entry_ordinal" UNIQUE NULLS DISTINCT ("window_id", "round", "ordinal");

ALTER TABLE "public"."commit_entry" ADD CONSTRAINT "public"."commit_entry_pk" PRIMARY KEY("window_id", "round", "target_partition");

ALTER TABLE "public"."commit_entry" ADD CONSTRAINT "public"."commit_entry_state" CHECK("state" IN('NAMED', 'COMMITTED', 'REPLACED')) NOCHECK;

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

CREATE INDEX "public"."sync_window_unfinished" ON "public"."sync_window"("chain_id" NULLS LAST, "state" NULLS LAST);

CREATE MEMORY TABLE "public"."chain"(
    "id" CHARACTER VARYING(400) NOT NULL,
    "stream_id" CHARACTER VARYING(400) NOT NULL,
    "version" BIGINT NOT NULL,
    "head" TIMESTAMP(6) WITH TIME ZONE,
    "head_window" BIGINT,
    "to_be_recovered" CHARACTER VARYING,
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE MEMORY TABLE "public"."commit_entry"(
    "window_id" BIGINT NOT NULL,
    "round" INTEGER NOT NULL,
    "target_partition" CHARACTER VARYING(4000) NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "session_id" CHARACTER VARYING NOT NULL,
    "overwrite" BOOLEAN NOT NULL,
    "blocks" CHARACTER VARYING NOT NULL,
    "state" CHARACTER VARYING(12) NOT NULL
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
    "evidence" CHARACTER VARYING
);
