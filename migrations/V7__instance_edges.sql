-- What each instance waits for, frozen when it is planned, and what there is to do when its turn comes.

-- The upstream may be planned later than the instance that waits for it.
CREATE TABLE instance_edge (
    instance VARCHAR(450) NOT NULL,
    upstream VARCHAR(450) NOT NULL,
    CONSTRAINT instance_edge_pk PRIMARY KEY (instance, upstream),
    CONSTRAINT instance_edge_of FOREIGN KEY (instance) REFERENCES cycle_instance (id) ON DELETE CASCADE
);

CREATE INDEX instance_edge_upstream ON instance_edge (upstream, instance);

ALTER TABLE cycle_instance ADD COLUMN work VARCHAR(20) DEFAULT 'SYNC' NOT NULL;
ALTER TABLE cycle_instance ADD COLUMN priority INTEGER DEFAULT 1 NOT NULL;
-- Attempts up to this number belong to earlier runs: they count for no retry policy any more.
ALTER TABLE cycle_instance ADD COLUMN attempts_before INTEGER DEFAULT 0 NOT NULL;
-- Where to look for what may run. Whether it really may is decided by the edges.
ALTER TABLE cycle_instance ADD COLUMN upstreams_done BOOLEAN DEFAULT TRUE NOT NULL;

DROP INDEX cycle_instance_due_next;
CREATE INDEX cycle_instance_due_next ON cycle_instance (state, upstreams_done, due_at);

-- Cycles up to began_at, inclusive, were never planned. Edition and ties tell which versions of which workflows the edges were
-- taken from; an edition that is higher has seen more submissions.
ALTER TABLE cycle_cursor ADD COLUMN began_at TIMESTAMP(6) WITH TIME ZONE;
UPDATE cycle_cursor SET began_at = COALESCE(
    (SELECT MIN(i.cycle_at) - INTERVAL '1' SECOND FROM cycle_instance i
     WHERE i.workflow = cycle_cursor.workflow AND i.task = cycle_cursor.task),
    planned_until);
ALTER TABLE cycle_cursor ALTER COLUMN began_at SET NOT NULL;
ALTER TABLE cycle_cursor ADD COLUMN edition BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE cycle_cursor ADD COLUMN ties VARCHAR(64) DEFAULT '' NOT NULL;

-- When an operator was there for the last time, whichever: cycles that came due while none was are caught up by policy.
CREATE TABLE operator_pulse (
    id      INTEGER                     NOT NULL,
    seen_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT operator_pulse_pk PRIMARY KEY (id)
);
