-- Requests of the API that carried a key of their own, so that each is carried out once however often it is sent. Kept for a day.
CREATE TABLE request_key (
    who        VARCHAR(220)                NOT NULL,
    request    VARCHAR(200)                NOT NULL,
    -- SHA-256 in hexadecimal digits of what was asked for.
    digest     CHAR(64)                    NOT NULL,
    begun_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- Absent until it was answered: a request without one still runs, or was cut off.
    status     INTEGER,
    -- Absent if it held a secret, too.
    answer     TEXT,
    CONSTRAINT request_key_pk PRIMARY KEY (who, request),
    CONSTRAINT request_key_answer CHECK (answer IS NULL OR status IS NOT NULL)
);
CREATE INDEX request_key_begun ON request_key (begun_at);
