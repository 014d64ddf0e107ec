-- The SQL half of the one definition of state; the other is lib/schedule/occurrence-state.ts, and
-- a parity test feeds both. First match wins. A single expression without settings, so that the
-- planner inlines it.
CREATE FUNCTION app.occurrence_state(o public.occurrence, today date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN o.actual_on IS NOT NULL THEN 'done'
    WHEN o.waived THEN 'waived'
    WHEN o.not_applicable_reason IS NOT NULL THEN 'not-applicable'
    WHEN o.target_on IS NULL OR o.opens_on IS NULL THEN 'pending'
    WHEN today < o.opens_on THEN 'upcoming'
    WHEN o.closed_on <= today THEN 'missed'
    WHEN o.closes_on IS NULL OR today <= greatest(o.closes_on, o.planned_on) THEN 'due'
    WHEN o.missed_from <= today THEN 'missed'
    ELSE 'overdue'
  END
$$;

-- The calendar date at a site. Tests and the demo fix it with the local setting app.today.
CREATE FUNCTION app.site_today(s public.site) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT coalesce(
    nullif(current_setting('app.today', true), '')::date,
    (now() AT TIME ZONE s.time_zone)::date
  )
$$;

-- OFFSET 0 keeps the planner from computing a site's today once per occurrence.
CREATE VIEW occurrence_now WITH (security_invoker = true) AS
  SELECT o.*, t.today, app.occurrence_state(o, t.today) AS state
  FROM occurrence o
  JOIN (SELECT s.id, app.site_today(s) AS today FROM site s OFFSET 0) t ON t.id = o.site_id;

REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA app FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  app.occurrence_state(public.occurrence, date), app.site_today(public.site)
TO sertoli_app;
GRANT SELECT ON occurrence_now TO sertoli_app;
