-- How many rows the partition held when the session was made: for a person who has to say whether it was committed. Not known
-- for sessions that replace a partition, for those of older versions, and where the target did not say.
ALTER TABLE commit_entry ADD COLUMN rows_before BIGINT;
