-- Of what has no row, the deletes; and what showed up behind the end of the window before.
ALTER TABLE sync_window ADD COLUMN row_deletes BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE sync_window ADD COLUMN records_late BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE attempt ADD COLUMN row_deletes BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE attempt ADD COLUMN records_late BIGINT DEFAULT 0 NOT NULL;

-- The first rows that an attempt left out because a value did not fit its column.
CREATE TABLE dirty_record (
    attempt     UUID          NOT NULL,
    seq         INTEGER       NOT NULL,
    row_key     VARCHAR(4000) NOT NULL,
    column_name VARCHAR(4000) NOT NULL,
    column_type VARCHAR(4000) NOT NULL,
    shown_value VARCHAR(4000) NOT NULL,
    reason      VARCHAR(4000) NOT NULL,
    CONSTRAINT dirty_record_pk PRIMARY KEY (attempt, seq),
    CONSTRAINT dirty_record_of FOREIGN KEY (attempt) REFERENCES attempt (id) ON DELETE CASCADE
);
