-- What the ids, the order and the shifts of a snapshot's de-identified files are computed with: twice the same file,
-- and nothing of it can be computed by somebody who has only the file. It never leaves; without it no file says who
-- is who.
CREATE TABLE deidentification_key (
  snapshot_id uuid PRIMARY KEY REFERENCES cohort_snapshot (id),
  key bytea NOT NULL CHECK (octet_length(key) = 32),
  made_at timestamptz NOT NULL DEFAULT now()
);

CREATE TRIGGER deidentification_key_is_immutable
  BEFORE UPDATE OR DELETE OR TRUNCATE ON deidentification_key
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

CALL app.enforce_row_security('deidentification_key');
CREATE POLICY of_snapshot ON deidentification_key TO sertoli_app
  USING (snapshot_id = ANY (ARRAY (SELECT s.id FROM cohort_snapshot s)))
  WITH CHECK (snapshot_id = ANY (ARRAY (SELECT s.id FROM cohort_snapshot s)));
GRANT SELECT, INSERT ON deidentification_key TO sertoli_app;
