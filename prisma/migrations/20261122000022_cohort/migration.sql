-- A saved answer to "who is in". It belongs to one clinic, asks that clinic and perhaps others, and
-- is read only by those who work at every clinic that it asks.
CREATE TABLE cohort (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL REFERENCES site (id),
  site_ids uuid[] NOT NULL,
  name text NOT NULL,
  note text NOT NULL DEFAULT '',
  protocol_code text NOT NULL,
  -- lib/cohort/condition.ts
  definition jsonb NOT NULL,
  -- Counts below it are not printed; null: every count is.
  smallest_cell integer CHECK (smallest_cell BETWEEN 2 AND 100),
  version integer NOT NULL DEFAULT 1,
  created_by uuid NOT NULL REFERENCES user_account (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_by uuid NOT NULL REFERENCES user_account (id),
  changed_at timestamptz NOT NULL DEFAULT now(),
  voided_at timestamptz,
  void_reason text,
  CHECK (site_id = ANY (site_ids)),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
);
CREATE UNIQUE INDEX cohort_site_id_name_key ON cohort (site_id, lower(name)) WHERE voided_at IS NULL;

CALL app.enforce_row_security('cohort');
CREATE POLICY every_site ON cohort TO sertoli_app
  USING (
    site_id = ANY ((SELECT app.sites())::uuid[]) AND site_ids <@ (SELECT app.sites())::uuid[]
  )
  WITH CHECK (
    site_id = ANY ((SELECT app.sites())::uuid[]) AND site_ids <@ (SELECT app.sites())::uuid[]
  );
GRANT SELECT, INSERT, UPDATE ON cohort TO sertoli_app;
CALL app.audit_changes('cohort', 'id');
