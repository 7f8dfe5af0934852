-- Workflows as they were submitted, and which version each cycle was made with.

-- A version never changes. The one with the highest number is in force, unless it has no content: that one takes its workflow
-- out of force.
CREATE TABLE workflow_version (
    workflow     VARCHAR(200)                NOT NULL,
    version      INTEGER                     NOT NULL,
    content      TEXT,
    digest       CHAR(64),
    managed_by   VARCHAR(20)                 NOT NULL,
    folder       VARCHAR,
    submitted_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    submitted_by VARCHAR(200)                NOT NULL,
    remark       VARCHAR(4000)               NOT NULL,
    CONSTRAINT workflow_version_pk PRIMARY KEY (workflow, version),
    CONSTRAINT workflow_version_number CHECK (version >= 1),
    CONSTRAINT workflow_version_digest CHECK ((content IS NULL) = (digest IS NULL)),
    CONSTRAINT workflow_version_managed_by CHECK (managed_by IN ('FILES', 'CONSOLE')),
    CONSTRAINT workflow_version_folder CHECK ((managed_by = 'FILES') = (folder IS NOT NULL))
);

-- Zero for what was made before versions were kept: it goes by the version that is in force.
ALTER TABLE cycle_instance ADD COLUMN workflow_version INTEGER DEFAULT 0 NOT NULL;

ALTER TABLE cycle_cursor DROP COLUMN plan;
ALTER TABLE cycle_cursor ADD COLUMN workflow_version INTEGER DEFAULT 0 NOT NULL;
