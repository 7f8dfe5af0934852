-- Who may use the console. Tokens are stored as SHA-256 in hexadecimal digits, so that a copy of the database opens no session.

CREATE TABLE login_link (
    token_hash CHAR(64)                    NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    used_at    TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT login_link_pk PRIMARY KEY (token_hash)
);

CREATE TABLE login_session (
    token_hash CHAR(64)                    NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    seen_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT login_session_pk PRIMARY KEY (token_hash)
);
