-- Men who were looked at for a protocol and never enrolled: counts and reasons for a period, no
-- rows about persons. The categories are a closed set of the application (lib/enrollment/screening.ts).
CREATE TABLE screening_log (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL REFERENCES site (id),
  protocol text NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  category text NOT NULL CHECK (category ~ '^[a-z]+(-[a-z]+)*$'),
  men integer NOT NULL CHECK (men > 0),
  note text NOT NULL DEFAULT '',
  cohort_tag text,
  simulated boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  recorded_by uuid NOT NULL REFERENCES user_account (id),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  voided_at timestamptz,
  void_reason text,
  CHECK (period_from <= period_to),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
);
-- The same count entered twice would screen the same men twice; a different note tells two counts apart.
CREATE UNIQUE INDEX screening_log_counted_once ON screening_log
  (site_id, protocol, period_from, period_to, category, coalesce(cohort_tag, ''), note)
  WHERE voided_at IS NULL;

CALL app.isolate_by_site('screening_log');
CALL app.audit_changes('screening_log', 'id');
