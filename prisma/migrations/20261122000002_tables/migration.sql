-- Every row about a patient carries site_id, and every reference between such rows includes it:
-- a row cannot point into another site, and moving a patient cascades to all of them.

CREATE TABLE site (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  -- An unknown zone fails here and not later in every audit event of the site.
  time_zone text NOT NULL CHECK (timestamptz '2000-01-01 00:00Z' AT TIME ZONE time_zone IS NOT NULL),
  rems_enrollment_only_from date,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE user_account (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  display_name text NOT NULL,
  is_service boolean NOT NULL DEFAULT false,
  session_version integer NOT NULL DEFAULT 1,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE user_credential (
  user_id uuid PRIMARY KEY REFERENCES user_account (id),
  password_hash text NOT NULL,
  failed_attempts integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  last_sign_in_at timestamptz,
  password_changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE site_membership (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  user_id uuid NOT NULL REFERENCES user_account (id),
  site_id uuid NOT NULL REFERENCES site (id),
  role text NOT NULL CHECK (role IN ('staff', 'physician', 'coordinator', 'administrator')),
  sees_identity boolean NOT NULL DEFAULT false,
  valid_to timestamptz,
  UNIQUE (user_id, site_id, role)
);
CREATE INDEX site_membership_site_id_idx ON site_membership (site_id);

CREATE TABLE protocol_version (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  code text NOT NULL,
  version text NOT NULL,
  title text NOT NULL,
  schema_version integer NOT NULL,
  definition text NOT NULL,
  content_hash text NOT NULL,
  released_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (code, version)
);

CREATE TABLE settings_profile (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL REFERENCES site (id),
  protocol_version_id uuid NOT NULL REFERENCES protocol_version (id),
  name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  "values" jsonb NOT NULL,
  approved_by text,
  approved_at timestamptz,
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (site_id, protocol_version_id, name, version),
  UNIQUE (id, site_id)
);

CREATE TABLE patient (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL REFERENCES site (id),
  study_id text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (site_id, study_id),
  UNIQUE (id, site_id)
);

CREATE TABLE patient_identity (
  patient_id uuid PRIMARY KEY,
  site_id uuid NOT NULL,
  given_name text NOT NULL,
  family_name text NOT NULL,
  birth_date date,
  record_number text,
  phone text,
  email text,
  rems_id text,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (site_id, record_number),
  FOREIGN KEY (patient_id, site_id) REFERENCES patient (id, site_id) ON UPDATE CASCADE
);

-- response, best_response, current_status, response_on and plan_version are written by the one
-- function that also writes occurrence, and can be rebuilt from the facts.
CREATE TABLE enrollment (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  protocol_version_id uuid NOT NULL REFERENCES protocol_version (id),
  settings_profile_id uuid NOT NULL,
  arm text NOT NULL,
  consent_on date,
  enrolled_on date NOT NULL,
  status text NOT NULL DEFAULT 'active'
    CHECK (status IN ('active', 'completed', 'withdrawn', 'transferred')),
  ended_on date,
  end_reason text,
  age_at_consent integer,
  assigned_to uuid REFERENCES user_account (id),
  plan_version integer NOT NULL DEFAULT 0,
  response jsonb,
  best_response text,
  current_status text,
  response_on date,
  simulated boolean NOT NULL DEFAULT false,
  cohort_tag text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((status = 'active') = (ended_on IS NULL)),
  UNIQUE (id, patient_id, site_id),
  FOREIGN KEY (patient_id, site_id) REFERENCES patient (id, site_id) ON UPDATE CASCADE,
  -- Checked at commit: a transfer moves the row first and then applies a profile of the new site.
  FOREIGN KEY (settings_profile_id, site_id) REFERENCES settings_profile (id, site_id)
    DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX enrollment_one_active_per_patient ON enrollment (patient_id)
  WHERE status = 'active';
CREATE INDEX enrollment_patient_id_idx ON enrollment (patient_id);
CREATE INDEX enrollment_settings_profile_id_idx ON enrollment (settings_profile_id);
CREATE INDEX enrollment_site_id_status_idx ON enrollment (site_id, status);

CREATE TABLE eligibility_assessment (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  enrollment_id uuid,
  protocol_version_id uuid NOT NULL REFERENCES protocol_version (id),
  assessed_on date NOT NULL,
  outcome text NOT NULL,
  criteria jsonb NOT NULL,
  reason text,
  version integer NOT NULL DEFAULT 1,
  assessed_by uuid NOT NULL REFERENCES user_account (id),
  assessed_at timestamptz NOT NULL DEFAULT now(),
  voided_at timestamptz,
  void_reason text,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  FOREIGN KEY (patient_id, site_id) REFERENCES patient (id, site_id) ON UPDATE CASCADE,
  FOREIGN KEY (enrollment_id, patient_id, site_id)
    REFERENCES enrollment (id, patient_id, site_id) ON UPDATE CASCADE
);
CREATE INDEX eligibility_assessment_patient_id_idx ON eligibility_assessment (patient_id);
CREATE INDEX eligibility_assessment_enrollment_id_idx ON eligibility_assessment (enrollment_id);

CREATE TABLE visit (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  enrollment_id uuid,
  visited_on date NOT NULL,
  note text,
  version integer NOT NULL DEFAULT 1,
  recorded_by uuid NOT NULL REFERENCES user_account (id),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  voided_at timestamptz,
  void_reason text,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  UNIQUE (id, patient_id, site_id),
  FOREIGN KEY (patient_id, site_id) REFERENCES patient (id, site_id) ON UPDATE CASCADE,
  FOREIGN KEY (enrollment_id, patient_id, site_id)
    REFERENCES enrollment (id, patient_id, site_id) ON UPDATE CASCADE
);
CREATE INDEX visit_patient_id_visited_on_idx ON visit (patient_id, visited_on);
CREATE INDEX visit_enrollment_id_idx ON visit (enrollment_id);

-- kind is a closed set of the application (lib/records); the database only guards its form.
CREATE TABLE record (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  enrollment_id uuid,
  visit_id uuid,
  kind text NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  collected_on date NOT NULL,
  collected_at time,
  source text,
  content jsonb NOT NULL,
  content_schema integer NOT NULL DEFAULT 1,
  version integer NOT NULL DEFAULT 1,
  recorded_by uuid NOT NULL REFERENCES user_account (id),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  voided_at timestamptz,
  void_reason text,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  UNIQUE (id, patient_id, site_id),
  FOREIGN KEY (patient_id, site_id) REFERENCES patient (id, site_id) ON UPDATE CASCADE,
  FOREIGN KEY (enrollment_id, patient_id, site_id)
    REFERENCES enrollment (id, patient_id, site_id) ON UPDATE CASCADE,
  FOREIGN KEY (visit_id, patient_id, site_id)
    REFERENCES visit (id, patient_id, site_id) ON UPDATE CASCADE
);
CREATE INDEX record_patient_id_kind_collected_on_idx ON record (patient_id, kind, collected_on);
CREATE INDEX record_enrollment_id_idx ON record (enrollment_id);
CREATE INDEX record_visit_id_idx ON record (visit_id);

CREATE TABLE lab_result (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  record_id uuid NOT NULL,
  analyte text NOT NULL,
  value_text text NOT NULL,
  "value" numeric,
  comparator text CHECK (comparator IN ('<', '<=', '>=', '>')),
  unit text,
  standard_value numeric,
  standard_unit text,
  conversion_id text,
  laboratory_factor numeric,
  reference_low numeric,
  reference_high numeric,
  fasting boolean,
  confirmed_warnings text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  voided_at timestamptz,
  void_reason text,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  FOREIGN KEY (patient_id, site_id) REFERENCES patient (id, site_id) ON UPDATE CASCADE,
  FOREIGN KEY (record_id, patient_id, site_id)
    REFERENCES record (id, patient_id, site_id) ON UPDATE CASCADE
);
CREATE INDEX lab_result_patient_id_analyte_idx ON lab_result (patient_id, analyte);
CREATE INDEX lab_result_record_id_idx ON lab_result (record_id);

CREATE TABLE plan_adjustment (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  enrollment_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('link', 'waiver', 'reschedule', 'closure')),
  occurrence_key text NOT NULL,
  record_id uuid,
  planned_on date,
  closed_on date,
  reason text,
  version integer NOT NULL DEFAULT 1,
  created_by uuid NOT NULL REFERENCES user_account (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  voided_at timestamptz,
  void_reason text,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  CHECK (kind <> 'link' OR record_id IS NOT NULL),
  CHECK (kind <> 'reschedule' OR planned_on IS NOT NULL),
  CHECK (kind <> 'closure' OR closed_on IS NOT NULL),
  FOREIGN KEY (enrollment_id, patient_id, site_id)
    REFERENCES enrollment (id, patient_id, site_id) ON UPDATE CASCADE,
  FOREIGN KEY (record_id, patient_id, site_id)
    REFERENCES record (id, patient_id, site_id) ON UPDATE CASCADE
);
CREATE INDEX plan_adjustment_enrollment_id_idx ON plan_adjustment (enrollment_id);
CREATE INDEX plan_adjustment_record_id_idx ON plan_adjustment (record_id);

CREATE TABLE decision (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  enrollment_id uuid NOT NULL,
  key text NOT NULL,
  occurrence_key text,
  inputs jsonb NOT NULL,
  rule_id text NOT NULL,
  rule_version text NOT NULL,
  computed text,
  chosen text NOT NULL,
  -- The calendar date of the decision itself; decided_at is when it was entered.
  decided_on date NOT NULL,
  effective_on date NOT NULL,
  reason text,
  decided_by uuid NOT NULL REFERENCES user_account (id),
  decided_by_role text NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  meaning text NOT NULL,
  transcribed boolean NOT NULL DEFAULT false,
  content_hash text NOT NULL,
  reopened_at timestamptz,
  reopen_reason text,
  superseded_by uuid,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (id, enrollment_id),
  -- Checked at commit: the old decision is closed before its successor is inserted.
  FOREIGN KEY (superseded_by, enrollment_id) REFERENCES decision (id, enrollment_id)
    DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (enrollment_id, patient_id, site_id)
    REFERENCES enrollment (id, patient_id, site_id) ON UPDATE CASCADE
);
CREATE INDEX decision_enrollment_id_idx ON decision (enrollment_id);

-- A projection of the facts, rebuilt by one function; its state for a given day is
-- app.occurrence_state.
CREATE TABLE occurrence (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  enrollment_id uuid NOT NULL,
  key text NOT NULL,
  requirement text NOT NULL,
  ordinal integer,
  trigger_record_id uuid,
  kind text NOT NULL,
  target_on date,
  planned_on date,
  opens_on date,
  optimal_from date,
  optimal_to date,
  closes_on date,
  missed_from date,
  closed_on date,
  actual_on date,
  timing text CHECK (timing IN ('early', 'on-time', 'late')),
  off_plan boolean NOT NULL DEFAULT false,
  waived boolean NOT NULL DEFAULT false,
  was_waived boolean NOT NULL DEFAULT false,
  not_applicable_reason text,
  pending_anchor text,
  missing text[] NOT NULL DEFAULT '{}',
  partial boolean NOT NULL DEFAULT false,
  record_ids uuid[] NOT NULL DEFAULT '{}',
  reason text,
  UNIQUE (enrollment_id, key),
  FOREIGN KEY (enrollment_id, patient_id, site_id)
    REFERENCES enrollment (id, patient_id, site_id) ON UPDATE CASCADE
);
CREATE INDEX occurrence_patient_id_idx ON occurrence (patient_id);
-- What Today reads: everything still open, by site and opening date.
CREATE INDEX occurrence_open_idx ON occurrence (site_id, opens_on)
  WHERE actual_on IS NULL AND NOT waived AND not_applicable_reason IS NULL
    AND target_on IS NOT NULL;

CREATE TABLE flag (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  enrollment_id uuid NOT NULL,
  rule_id text NOT NULL,
  rule_version text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('info', 'amber', 'red')),
  evidence_key text NOT NULL,
  evidence jsonb NOT NULL,
  message text NOT NULL,
  source text NOT NULL,
  raised_on date NOT NULL,
  raised_at timestamptz NOT NULL DEFAULT now(),
  act_by date,
  who_acts text NOT NULL
    CHECK (who_acts IN ('staff', 'physician', 'coordinator', 'administrator')),
  blocks_dispensing boolean NOT NULL DEFAULT false,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  disposition text,
  disposition_reason text,
  closed_by uuid REFERENCES user_account (id),
  closed_by_role text,
  closed_at timestamptz,
  reopened_count integer NOT NULL DEFAULT 0,
  version integer NOT NULL DEFAULT 1,
  CHECK (status = 'open' OR (disposition IS NOT NULL AND closed_by IS NOT NULL AND closed_at IS NOT NULL)),
  UNIQUE (enrollment_id, rule_id, evidence_key),
  FOREIGN KEY (enrollment_id, patient_id, site_id)
    REFERENCES enrollment (id, patient_id, site_id) ON UPDATE CASCADE
);
CREATE INDEX flag_patient_id_idx ON flag (patient_id);
CREATE INDEX flag_open_idx ON flag (site_id, severity) WHERE status = 'open';

CREATE TABLE contact_log (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  enrollment_id uuid NOT NULL,
  occurrence_key text,
  contacted_on date NOT NULL,
  outcome text NOT NULL,
  note text,
  version integer NOT NULL DEFAULT 1,
  recorded_by uuid NOT NULL REFERENCES user_account (id),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  voided_at timestamptz,
  void_reason text,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  FOREIGN KEY (enrollment_id, patient_id, site_id)
    REFERENCES enrollment (id, patient_id, site_id) ON UPDATE CASCADE
);
CREATE INDEX contact_log_enrollment_id_contacted_on_idx ON contact_log (enrollment_id, contacted_on);

CREATE TABLE draft (
  user_id uuid NOT NULL REFERENCES user_account (id),
  form_key text NOT NULL,
  site_id uuid NOT NULL REFERENCES site (id),
  patient_id uuid,
  content jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, form_key),
  FOREIGN KEY (patient_id, site_id) REFERENCES patient (id, site_id) ON UPDATE CASCADE
);

CREATE TABLE submission (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_account (id),
  command text NOT NULL,
  result jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX submission_created_at_idx ON submission (created_at);

CREATE TABLE load_progress (
  name text PRIMARY KEY,
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL,
  message text,
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- No references out: an event outlives whatever it speaks of. Who, in which request and why are
-- taken from the transaction's settings unless given.
CREATE TABLE audit_event (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  at timestamptz NOT NULL DEFAULT now(),
  site_id uuid,
  patient_id uuid,
  actor_id uuid DEFAULT app.user_id(),
  actor_role text,
  request_id uuid DEFAULT nullif(current_setting('app.request_id', true), '')::uuid,
  site_utc_offset_minutes integer,
  event text NOT NULL,
  table_name text,
  row_id text,
  reason text DEFAULT nullif(current_setting('app.reason', true), ''),
  before jsonb,
  after jsonb,
  identity boolean NOT NULL DEFAULT false
);
CREATE INDEX audit_event_site_id_at_idx ON audit_event (site_id, at);
CREATE INDEX audit_event_patient_id_at_idx ON audit_event (patient_id, at) WHERE patient_id IS NOT NULL;
CREATE INDEX audit_event_table_name_row_id_idx ON audit_event (table_name, row_id);
