-- The records themselves beside the rows that the analysis reads: what is written as CDISC ODM, as FHIR and into an
-- archive of the study. Null in a snapshot that was taken before; nothing of identity is in either column.
ALTER TABLE cohort_snapshot ADD COLUMN source_head jsonb;
ALTER TABLE snapshot_member ADD COLUMN source jsonb;

-- The names of the staff and every setting are not repeated in the trail; the hash that it keeps covers them.
DROP TRIGGER audit_insert ON cohort_snapshot;
DROP TRIGGER audit_update ON cohort_snapshot;
DROP TRIGGER audit_delete ON cohort_snapshot;
CALL app.audit_changes('cohort_snapshot', 'id', 'source_head');
