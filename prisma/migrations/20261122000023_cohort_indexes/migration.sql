-- What the count of a cohort reads of everybody at once (lib/server/cohorts). Row-level security keeps
-- conditions on the content of a record from an index, so that these narrow by site, kind and analyte.
CREATE INDEX record_therapy_idx ON record (enrollment_id, kind, collected_on)
  WHERE kind IN ('dose', 'stop', 'hold') AND voided_at IS NULL;
CREATE INDEX record_study_fact_idx ON record (site_id, kind, patient_id)
  WHERE kind IN ('finding', 'procedure', 'icsi-cycle', 'semen-analysis', 'adverse-event')
    AND voided_at IS NULL;
CREATE INDEX record_lab_day_idx ON record (site_id, id) INCLUDE (patient_id, enrollment_id, collected_on)
  WHERE kind = 'lab-report' AND voided_at IS NULL;
CREATE INDEX lab_result_analyte_idx ON lab_result (site_id, analyte)
  INCLUDE (record_id, comparator, standard_value) WHERE voided_at IS NULL;
