-- The form for a laboratory report offers units and ranges as each laboratory of the site reported them
-- last: it reads the site's newest reports.
CREATE INDEX record_lab_report_idx ON record (site_id, collected_on DESC)
  WHERE kind = 'lab-report' AND voided_at IS NULL;
