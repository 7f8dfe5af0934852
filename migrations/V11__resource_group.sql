-- Whose slots an instance takes that a person wanted to have others than those of its task.
ALTER TABLE cycle_instance ADD COLUMN resource_group VARCHAR(200);
