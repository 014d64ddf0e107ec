-- The woman of a couple as far as a cycle of ICSI needs her: her consent and a number, no name.
CREATE TABLE partner (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  consent_on date NOT NULL,
  birth_year integer CHECK (birth_year BETWEEN 1900 AND 2100),
  ended_on date,
  note text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  recorded_by uuid NOT NULL REFERENCES user_account (id),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK (ended_on IS NULL OR ended_on >= consent_on),
  FOREIGN KEY (patient_id, site_id) REFERENCES patient (id, site_id) ON UPDATE CASCADE,
  UNIQUE (patient_id, ordinal)
);

CALL app.isolate_by_site('partner');
CALL app.audit_changes('partner', 'id');
