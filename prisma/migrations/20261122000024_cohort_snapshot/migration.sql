-- A cohort as it was at one moment: who was in, and every value that the analysis reads, in the rows below it.
-- Nobody changes or deletes either; what was corrected later is in the next snapshot.
CREATE UNIQUE INDEX cohort_id_site_id_key ON cohort (id, site_id);

CREATE TABLE cohort_snapshot (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  -- Of the clinic that keeps the cohort; `site_ids` are those that were asked.
  site_id uuid NOT NULL REFERENCES site (id),
  site_ids uuid[] NOT NULL,
  cohort_id uuid NOT NULL,
  name text NOT NULL,
  note text NOT NULL DEFAULT '',
  protocol_code text NOT NULL,
  -- lib/analysis/frozen-definition.ts: the condition, the options of the cohort, the columns of the data.
  definition jsonb NOT NULL,
  program_version text NOT NULL,
  -- Facts dated later were left out.
  cut_off date NOT NULL,
  members integer NOT NULL CHECK (members >= 0),
  -- Men screened and never enrolled, by category.
  screening jsonb NOT NULL,
  -- SHA-256 of all of the above and of every member's data (lib/server/snapshots/snapshot-hash.ts).
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  taken_by uuid NOT NULL REFERENCES user_account (id),
  taken_at timestamptz NOT NULL DEFAULT now(),
  CHECK (site_id = ANY (site_ids)),
  FOREIGN KEY (cohort_id, site_id) REFERENCES cohort (id, site_id)
);
CREATE UNIQUE INDEX cohort_snapshot_cohort_id_name_key ON cohort_snapshot (cohort_id, lower(name));

-- One member with his data. He may move to another site later, and his enrollment with him; this row stays.
CREATE TABLE snapshot_member (
  snapshot_id uuid NOT NULL REFERENCES cohort_snapshot (id) DEFERRABLE INITIALLY DEFERRED,
  -- From 1, in the order of study ids.
  position integer NOT NULL CHECK (position > 0),
  site_id uuid NOT NULL REFERENCES site (id),
  enrollment_id uuid NOT NULL REFERENCES enrollment (id),
  study_id text NOT NULL,
  -- His row of the table of men.
  subject jsonb NOT NULL,
  -- His rows of the other tables, by their names.
  data jsonb NOT NULL,
  PRIMARY KEY (snapshot_id, position),
  UNIQUE (snapshot_id, study_id)
);
CREATE UNIQUE INDEX snapshot_member_enrollment_key ON snapshot_member (enrollment_id, snapshot_id);

CREATE TRIGGER cohort_snapshot_is_immutable
  BEFORE UPDATE OR DELETE OR TRUNCATE ON cohort_snapshot
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER snapshot_member_is_immutable
  BEFORE UPDATE OR DELETE OR TRUNCATE ON snapshot_member
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- The row of the snapshot is its seal: members come before it, in the same transaction, and none after it.
CREATE FUNCTION app.is_sealed(snapshot uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT EXISTS (SELECT FROM public.cohort_snapshot s WHERE s.id = snapshot) $$;

CALL app.enforce_row_security('cohort_snapshot');
CREATE POLICY every_site ON cohort_snapshot FOR SELECT TO sertoli_app
  USING (
    site_id = ANY ((SELECT app.sites())::uuid[]) AND site_ids <@ (SELECT app.sites())::uuid[]
  );
CREATE POLICY taken ON cohort_snapshot FOR INSERT TO sertoli_app
  WITH CHECK (
    site_id = ANY ((SELECT app.sites())::uuid[]) AND site_ids <@ (SELECT app.sites())::uuid[]
    AND taken_by = (SELECT app.active_user()) AND taken_at = now()
  );
GRANT SELECT, INSERT ON cohort_snapshot TO sertoli_app;

CALL app.enforce_row_security('snapshot_member');
CREATE POLICY of_snapshot ON snapshot_member FOR SELECT TO sertoli_app
  USING (snapshot_id = ANY (ARRAY (SELECT s.id FROM cohort_snapshot s)));
CREATE POLICY before_the_seal ON snapshot_member FOR INSERT TO sertoli_app
  WITH CHECK (site_id = ANY ((SELECT app.sites())::uuid[]) AND NOT app.is_sealed(snapshot_id));
GRANT SELECT, INSERT ON snapshot_member TO sertoli_app;

REVOKE EXECUTE ON FUNCTION app.is_sealed(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.is_sealed(uuid) TO sertoli_app;

-- The members are as many as the cohort has men, and the hash in the event of the snapshot holds them all.
CALL app.audit_changes('cohort_snapshot', 'id');
