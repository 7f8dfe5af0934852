-- What is older than the retention is looked for every minute.
CREATE INDEX attempt_ended ON attempt (ended_at);
