-- When a clinic sees patients. Every day until it says otherwise: nothing moves by itself.
ALTER TABLE site
  ADD COLUMN clinic_weekdays integer[] NOT NULL DEFAULT '{1,2,3,4,5,6,7}'
    CHECK (cardinality(clinic_weekdays) > 0 AND clinic_weekdays <@ '{1,2,3,4,5,6,7}'),
  -- Before this day the clinic counts as open on every weekday; null: the weekdays always held.
  ADD COLUMN clinic_weekdays_from date,
  ADD COLUMN clinic_weekdays_version integer NOT NULL DEFAULT 1;

CREATE TABLE closed_day (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL REFERENCES site (id),
  day date NOT NULL,
  reason text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  -- The date at the site: no plan moves to a day before it because of this closing.
  closed_on date NOT NULL,
  closed_by uuid NOT NULL REFERENCES user_account (id),
  closed_at timestamptz NOT NULL DEFAULT now(),
  voided_at timestamptz,
  void_reason text,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  CHECK (closed_on <= day)
);
CREATE UNIQUE INDEX closed_day_site_id_day_idx ON closed_day (site_id, day) WHERE voided_at IS NULL;
CALL app.isolate_by_site('closed_day');
CALL app.audit_changes('closed_day', 'id');

-- The view lists the columns that its table had when it was made.
DROP VIEW occurrence_now;
ALTER TABLE occurrence ADD COLUMN clinic_closed boolean NOT NULL DEFAULT false;
CREATE VIEW occurrence_now WITH (security_invoker = true) AS
  SELECT o.*, t.today, app.occurrence_state(o, t.today) AS state
  FROM occurrence o
  JOIN (SELECT s.id, app.site_today(s) AS today FROM site s OFFSET 0) t ON t.id = o.site_id;
GRANT SELECT ON occurrence_now TO sertoli_app;

-- What the calendar of a site asks for: the planned days of a month, and who is planned on a day.
CREATE INDEX occurrence_planned_idx ON occurrence (site_id, planned_on)
  WHERE actual_on IS NULL AND NOT waived AND not_applicable_reason IS NULL
    AND target_on IS NOT NULL;
