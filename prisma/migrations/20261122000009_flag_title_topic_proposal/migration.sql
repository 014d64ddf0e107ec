-- What lists ask of a flag stands in columns of its own; until now it was dug out of the evidence.
ALTER TABLE flag
  ADD COLUMN title text,
  ADD COLUMN topic text,
  ADD COLUMN proposes text CHECK (proposes IN ('hold', 'stop'));

UPDATE flag
SET title = coalesce(evidence -> 0 ->> 'title', rule_id),
    topic = coalesce(evidence -> 0 ->> 'topic', 'unknown'),
    proposes = evidence -> 0 ->> 'proposes';

ALTER TABLE flag
  ALTER COLUMN title SET NOT NULL,
  ALTER COLUMN topic SET NOT NULL;
