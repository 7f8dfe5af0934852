-- Data sources that were added to the operator, beside those of its file.
CREATE TABLE data_source (
    name       VARCHAR(128)                NOT NULL,
    -- JSON of the keys that anybody may see.
    settings   TEXT                        NOT NULL,
    -- JSON of the others, sealed with the key file of the data directory: this database does not give them away.
    sealed     TEXT                        NOT NULL,
    changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    changed_by VARCHAR(200)                NOT NULL,
    CONSTRAINT data_source_pk PRIMARY KEY (name)
);
