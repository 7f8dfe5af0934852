-- Who may use the console and the API, and what each of them did.

CREATE TABLE login_user (
    name          VARCHAR(64)                 NOT NULL,
    role          VARCHAR(20)                 NOT NULL,
    -- Argon2id with its salt and costs; absent until the user has chosen a password.
    password_hash VARCHAR(200),
    created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    created_by    VARCHAR(200)                NOT NULL,
    CONSTRAINT login_user_pk PRIMARY KEY (name),
    CONSTRAINT login_user_role CHECK (role IN ('VIEWER', 'OPERATOR', 'DEVELOPER', 'ADMIN'))
);

-- Links and sessions of nobody in particular end here.
DROP TABLE login_link;
DROP TABLE login_session;

-- Tokens are stored as SHA-256 in hexadecimal digits, so that a copy of the database opens nothing.
CREATE TABLE login_link (
    token_hash CHAR(64)                    NOT NULL,
    -- What it does for its user: opens a session, or lets a password be chosen. Without a user it makes the first admin.
    purpose    VARCHAR(20)                 NOT NULL,
    user_name  VARCHAR(64),
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT login_link_pk PRIMARY KEY (token_hash),
    CONSTRAINT login_link_of FOREIGN KEY (user_name) REFERENCES login_user (name) ON DELETE CASCADE,
    CONSTRAINT login_link_purpose CHECK (
        (purpose IN ('SESSION', 'PASSWORD') AND user_name IS NOT NULL) OR (purpose = 'FIRST_ADMIN' AND user_name IS NULL))
);

CREATE TABLE login_session (
    token_hash CHAR(64)                    NOT NULL,
    user_name  VARCHAR(64)                 NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    seen_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT login_session_pk PRIMARY KEY (token_hash),
    CONSTRAINT login_session_of FOREIGN KEY (user_name) REFERENCES login_user (name) ON DELETE CASCADE
);
CREATE INDEX login_session_user ON login_session (user_name);

-- Of names, whether there is such a user or not: the answer must not tell.
CREATE TABLE login_failure (
    name         VARCHAR(64)                 NOT NULL,
    failures     INTEGER                     NOT NULL,
    failed_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    locked_until TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT login_failure_pk PRIMARY KEY (name)
);

CREATE TABLE api_token (
    id          BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
    token_hash  CHAR(64)                            NOT NULL,
    user_name   VARCHAR(64)                         NOT NULL,
    label       VARCHAR(100)                        NOT NULL,
    permissions VARCHAR(200)                        NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE         NOT NULL,
    expires_at  TIMESTAMP(6) WITH TIME ZONE         NOT NULL,
    seen_at     TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT api_token_pk PRIMARY KEY (id),
    CONSTRAINT api_token_hash UNIQUE (token_hash),
    CONSTRAINT api_token_of FOREIGN KEY (user_name) REFERENCES login_user (name) ON DELETE CASCADE
);
CREATE INDEX api_token_user ON api_token (user_name);

-- Written before something is done, and once more when it has ended: what says STARTED was cut off.
CREATE TABLE audit_event (
    id       BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
    at       TIMESTAMP(6) WITH TIME ZONE         NOT NULL,
    who      VARCHAR(200)                        NOT NULL,
    way      VARCHAR(20)                         NOT NULL,
    address  VARCHAR(100)                        NOT NULL,
    action   VARCHAR(40)                         NOT NULL,
    subject  VARCHAR(4000)                       NOT NULL,
    detail   VARCHAR(4000)                       NOT NULL,
    outcome  VARCHAR(20)                         NOT NULL,
    CONSTRAINT audit_event_pk PRIMARY KEY (id),
    CONSTRAINT audit_event_way CHECK (way IN ('LOCAL', 'SESSION', 'TOKEN', 'OPERATOR')),
    CONSTRAINT audit_event_outcome CHECK (outcome IN ('STARTED', 'DONE', 'REFUSED', 'FAILED'))
);
CREATE INDEX audit_event_at ON audit_event (at);
