-- A call is about everything that is open for a man, so one row names all of it. Nothing has written to this
-- table so far; what a release of somebody else's may hold is carried over.
ALTER TABLE contact_log
  ALTER COLUMN occurrence_key TYPE text[]
    USING CASE WHEN occurrence_key IS NULL THEN '{}'::text[] ELSE ARRAY[occurrence_key] END,
  ALTER COLUMN occurrence_key SET DEFAULT '{}',
  ALTER COLUMN occurrence_key SET NOT NULL;
ALTER TABLE contact_log RENAME COLUMN occurrence_key TO occurrence_keys;
ALTER TABLE contact_log
  ADD COLUMN channel text NOT NULL DEFAULT 'phone',
  ADD COLUMN agreed_on date,
  -- Its items are off the working list until then.
  ADD COLUMN remind_on date,
  ADD COLUMN reason text,
  ADD CHECK (remind_on > contacted_on),
  ADD CHECK (agreed_on >= contacted_on),
  ADD UNIQUE (id, patient_id, site_id);
ALTER TABLE contact_log ALTER COLUMN channel DROP DEFAULT;

-- What Today asks: which items are off the list now. Past reminders stay in the table for good.
CREATE INDEX contact_log_remind_on_idx ON contact_log (site_id, remind_on)
  WHERE remind_on IS NOT NULL AND voided_at IS NULL;

-- The agreed date and the closure that a contact wrote, so that voiding it takes them back.
ALTER TABLE plan_adjustment
  ADD COLUMN contact_id uuid,
  ADD FOREIGN KEY (contact_id, patient_id, site_id)
    REFERENCES contact_log (id, patient_id, site_id) ON UPDATE CASCADE;
CREATE INDEX plan_adjustment_contact_id_idx ON plan_adjustment (contact_id) WHERE contact_id IS NOT NULL;

-- Filters of a list under a name of the reader's own. Like a draft it is nobody else's and no fact.
CREATE TABLE saved_filter (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  user_id uuid NOT NULL REFERENCES user_account (id),
  page text NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (user_id, page, name)
);
CALL app.enforce_row_security('saved_filter');
CREATE POLICY own ON saved_filter TO sertoli_app
  USING (user_id = (SELECT app.active_user()))
  WITH CHECK (user_id = (SELECT app.active_user()));
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_filter TO sertoli_app;
