-- Which version of the protocol and of the settings an enrollment left, on which day, and for which. The
-- enrollment itself names the pair that it follows now.
CREATE TABLE protocol_amendment (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  enrollment_id uuid NOT NULL,
  from_protocol_version_id uuid NOT NULL REFERENCES protocol_version (id),
  from_settings_profile_id uuid NOT NULL REFERENCES settings_profile (id),
  -- The values of that profile: after a transfer the man's new site cannot read the profile itself.
  from_settings jsonb NOT NULL,
  to_protocol_version_id uuid NOT NULL REFERENCES protocol_version (id),
  to_settings_profile_id uuid NOT NULL REFERENCES settings_profile (id),
  -- First day of the new pair, by the date at the site.
  effective_on date NOT NULL,
  -- Version of the enrollment that this made: a form that was opened with an older one is out of date.
  enrollment_version integer NOT NULL,
  reason text NOT NULL,
  applied_by uuid NOT NULL REFERENCES user_account (id),
  applied_by_role text NOT NULL,
  printed_name text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (id, patient_id, site_id),
  FOREIGN KEY (enrollment_id, patient_id, site_id)
    REFERENCES enrollment (id, patient_id, site_id) ON UPDATE CASCADE
);
CREATE INDEX protocol_amendment_enrollment_id_idx ON protocol_amendment (enrollment_id);

CALL app.isolate_by_site('protocol_amendment');
CALL app.audit_changes('protocol_amendment', 'id');
