-- Files that people bring, and what became of them.

-- What was chosen for a source the last time: which column is what, and how its dates and numbers are written.
CREATE TABLE import_source (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL REFERENCES site (id),
  kind text NOT NULL,
  name text NOT NULL,
  -- lib/import/import-settings.ts
  settings jsonb NOT NULL,
  changed_by uuid NOT NULL DEFAULT app.user_id() REFERENCES user_account (id),
  changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX import_source_site_id_kind_name_key ON import_source (site_id, kind, lower(name));

CREATE UNIQUE INDEX stored_file_id_site_id_key ON stored_file (id, site_id);

CREATE TABLE import_run (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL REFERENCES site (id),
  kind text NOT NULL,
  status text NOT NULL DEFAULT 'uploaded' CHECK (status IN ('uploaded', 'checked', 'committed')),
  file_id uuid NOT NULL,
  -- As the person called it: it can hold a name, and stays out of the trail.
  file_name text NOT NULL,
  file_sha256 text NOT NULL,
  file_bytes bigint NOT NULL,
  source_name text NOT NULL DEFAULT '',
  -- What the file says about itself, with example values (lib/import/file-profile.ts).
  profile jsonb NOT NULL,
  settings jsonb NOT NULL,
  -- How many rows are ready, wrong or there already; null until they are checked.
  counts jsonb,
  -- The first issues; all of them stand in the file.
  issues jsonb NOT NULL DEFAULT '[]',
  issues_file_id uuid,
  version integer NOT NULL DEFAULT 1,
  uploaded_by uuid NOT NULL DEFAULT app.user_id() REFERENCES user_account (id),
  uploaded_at timestamptz NOT NULL DEFAULT now(),
  checked_at timestamptz,
  committed_by uuid REFERENCES user_account (id),
  committed_at timestamptz,
  FOREIGN KEY (file_id, site_id) REFERENCES stored_file (id, site_id),
  FOREIGN KEY (issues_file_id, site_id) REFERENCES stored_file (id, site_id),
  CHECK ((status = 'committed') = (committed_at IS NOT NULL)),
  CHECK ((committed_at IS NULL) = (committed_by IS NULL))
);
CREATE INDEX import_run_site_id_uploaded_at_idx ON import_run (site_id, uploaded_at DESC);
CREATE INDEX import_run_file_sha256_idx ON import_run (site_id, file_sha256);
CREATE INDEX import_run_file_id_idx ON import_run (file_id);

CALL app.isolate_by_site('import_source');
CALL app.isolate_by_site('import_run');
-- Constants and titles can hold what a person typed about one man; examples, issues and the name of the file hold values.
CALL app.audit_changes('import_source', 'id', 'settings');
CALL app.audit_changes('import_run', 'id', 'file_name', 'profile', 'settings', 'issues');
