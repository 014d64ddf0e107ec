-- Five ways to end, why a man was withdrawn, and the adverse event behind it.
ALTER TABLE enrollment
  DROP CONSTRAINT enrollment_status_check,
  ADD CONSTRAINT enrollment_status_check CHECK (
    status IN ('active', 'completed', 'withdrawn', 'lost-to-follow-up', 'died', 'transferred')
  ),
  ADD COLUMN end_category text CHECK (
    end_category IN (
      'adverse-event', 'patient-decision', 'physician-decision', 'protocol-violation', 'other'
    )
  ),
  ADD COLUMN end_adverse_event_id uuid,
  ADD CHECK (end_category IS NULL OR status = 'withdrawn'),
  ADD CHECK (
    end_adverse_event_id IS NULL OR status = 'died' OR end_category = 'adverse-event'
  ),
  -- Checked at commit: an import inserts the enrollment before its records, and a transfer moves it before them.
  ADD CONSTRAINT enrollment_end_adverse_event_id_fkey
    FOREIGN KEY (end_adverse_event_id, patient_id, site_id)
    REFERENCES record (id, patient_id, site_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX enrollment_end_adverse_event_id_idx ON enrollment (end_adverse_event_id);
