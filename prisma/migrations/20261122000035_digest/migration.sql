-- A daily digest by e-mail: who wants one of which site, and what became of it on each day.
CREATE TABLE digest_subscription (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  user_id uuid NOT NULL REFERENCES user_account (id),
  site_id uuid NOT NULL REFERENCES site (id),
  -- In the time of the site.
  send_at time NOT NULL,
  -- Whether study ids stand in the mail, or numbers only.
  lists_study_ids boolean NOT NULL,
  -- A subscription that was ended stays, so that its runs keep their reason.
  ended_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (user_id, site_id)
);
CALL app.enforce_row_security('digest_subscription');
CREATE POLICY own ON digest_subscription TO sertoli_app
  USING (
    user_id = (SELECT app.active_user()) AND site_id = ANY ((SELECT app.sites())::uuid[])
  )
  WITH CHECK (
    user_id = (SELECT app.active_user()) AND site_id = ANY ((SELECT app.sites())::uuid[])
  );
GRANT SELECT, INSERT, UPDATE ON digest_subscription TO sertoli_app;
CALL app.audit_changes('digest_subscription', 'id');

-- One line for each day on which a digest was due, also when there was nothing to say.
CREATE TABLE digest_run (
  user_id uuid NOT NULL REFERENCES user_account (id),
  site_id uuid NOT NULL REFERENCES site (id),
  -- The day at the site.
  run_on date NOT NULL,
  status text NOT NULL CHECK (status IN ('sending', 'sent', 'nothing-due', 'failed')),
  attempts integer NOT NULL DEFAULT 1,
  -- Patients in each group of the working list, as the mail said.
  counts jsonb NOT NULL DEFAULT '{}',
  -- In words; never the text of the mail, never an address.
  problem text,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  PRIMARY KEY (user_id, site_id, run_on)
);
CREATE INDEX digest_run_site_id_run_on_idx ON digest_run (site_id, run_on);
CALL app.enforce_row_security('digest_run');
CREATE POLICY own ON digest_run TO sertoli_app
  USING (
    user_id = (SELECT app.active_user()) AND site_id = ANY ((SELECT app.sites())::uuid[])
  )
  WITH CHECK (
    user_id = (SELECT app.active_user()) AND site_id = ANY ((SELECT app.sites())::uuid[])
  );
CREATE POLICY administered ON digest_run FOR SELECT TO sertoli_app
  USING (site_id = ANY ((SELECT app.administered_sites())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON digest_run TO sertoli_app;

-- Who is to get a digest at this instant and has none of today, whoever asks: it names accounts and nothing else. A
-- failed attempt is repeated after ten minutes, five times in all; one that a dead process left behind as well.
CREATE FUNCTION app.due_digests(at timestamptz)
RETURNS TABLE (user_id uuid, site_id uuid, session_version integer, run_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT d.user_id, d.site_id, u.session_version, (at AT TIME ZONE s.time_zone)::date
  FROM public.digest_subscription d
  JOIN public.user_account u ON u.id = d.user_id AND u.disabled_at IS NULL AND NOT u.is_service
  JOIN public.site s ON s.id = d.site_id
  WHERE d.ended_at IS NULL
    AND (at AT TIME ZONE s.time_zone)::time >= d.send_at
    AND EXISTS (
      SELECT FROM public.site_membership m
      WHERE m.user_id = d.user_id AND m.site_id = d.site_id
        AND (m.valid_to IS NULL OR m.valid_to > at)
    )
    AND NOT EXISTS (
      SELECT FROM public.digest_run r
      WHERE r.user_id = d.user_id AND r.site_id = d.site_id
        AND r.run_on = (at AT TIME ZONE s.time_zone)::date
        AND (r.status IN ('sent', 'nothing-due') OR r.attempts >= 5
          OR coalesce(r.ended_at, r.started_at) > at - interval '10 minutes')
    )
  ORDER BY d.user_id, d.site_id
$$;
REVOKE EXECUTE ON FUNCTION app.due_digests(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.due_digests(timestamptz) TO sertoli_app;
