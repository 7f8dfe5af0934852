-- What people did to chains, and where a chain that no workflow declares is read from.

-- In order of the id. The chain need not exist any more.
CREATE TABLE chain_event (
    id     BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
    chain  VARCHAR(400)                NOT NULL,
    at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    who    VARCHAR(200)                NOT NULL,
    action VARCHAR(20)                 NOT NULL,
    detail VARCHAR(4000)               NOT NULL,
    CONSTRAINT chain_event_pk PRIMARY KEY (id)
);

CREATE INDEX chain_event_of ON chain_event (chain, id);

-- How the script of a chain was called last. Parameters that carry a secret are left out.
CREATE TABLE script_call (
    chain        VARCHAR(400)                NOT NULL,
    script       VARCHAR                     NOT NULL,
    parameters   TEXT                        NOT NULL,
    cyctime      VARCHAR(60),
    timezone     VARCHAR(60)                 NOT NULL,
    data_sources VARCHAR,
    called_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT script_call_pk PRIMARY KEY (chain)
);
