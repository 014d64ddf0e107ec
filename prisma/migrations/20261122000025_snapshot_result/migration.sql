-- What R computed of a snapshot: it never changes, so a page is computed once. A cache, which may be emptied.
CREATE TABLE snapshot_result (
  snapshot_id uuid NOT NULL REFERENCES cohort_snapshot (id),
  -- SHA-256 of the plan, of the R that computes it and of the version of the program.
  key text NOT NULL CHECK (key ~ '^[0-9a-f]{64}$'),
  -- results.csv
  results text NOT NULL,
  computed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (snapshot_id, key)
);

CALL app.enforce_row_security('snapshot_result');
CREATE POLICY of_snapshot ON snapshot_result TO sertoli_app
  USING (snapshot_id = ANY (ARRAY (SELECT s.id FROM cohort_snapshot s)))
  WITH CHECK (snapshot_id = ANY (ARRAY (SELECT s.id FROM cohort_snapshot s)));
GRANT SELECT, INSERT, DELETE ON snapshot_result TO sertoli_app;
