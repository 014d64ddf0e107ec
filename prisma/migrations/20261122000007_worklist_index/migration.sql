-- What Today reads: everything still open that has opened, or opens or is planned before the list's
-- horizon. A date agreed before the window opens counts as much as the window.
DROP INDEX occurrence_open_idx;
CREATE INDEX occurrence_open_idx ON occurrence (site_id, least(opens_on, planned_on))
  WHERE actual_on IS NULL AND NOT waived AND not_applicable_reason IS NULL
    AND target_on IS NOT NULL;
