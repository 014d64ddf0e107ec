-- Work that takes longer than a request, for the worker process (docs/decisions/038-own-queue-of-jobs.md).
CREATE TABLE job (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  kind text NOT NULL,
  -- Where it is audited; `site_ids` are those whose rows it touches.
  site_id uuid NOT NULL REFERENCES site (id),
  site_ids uuid[] NOT NULL,
  -- The snapshot, the import or whatever else it is about.
  about_id uuid,
  input jsonb NOT NULL,
  status text NOT NULL DEFAULT 'queued'
    CHECK (status IN ('queued', 'running', 'done', 'failed', 'canceled')),
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  message text NOT NULL DEFAULT '',
  result jsonb,
  -- {code, message}: of lib/core/error-code.ts, and the sentence for the person.
  error jsonb,
  reason text,
  requested_by uuid NOT NULL DEFAULT app.user_id() REFERENCES user_account (id),
  requested_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  -- Of the attempt that runs now: who does not know it cannot report for it.
  claim uuid,
  started_at timestamptz,
  heartbeat_at timestamptz,
  cancel_requested_at timestamptz,
  finished_at timestamptz,
  CHECK (site_id = ANY (site_ids)),
  CHECK ((status = 'running') = (claim IS NOT NULL)),
  CHECK ((status IN ('done', 'failed', 'canceled')) = (finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX job_id_site_id_key ON job (id, site_id);
CREATE INDEX job_waiting_idx ON job (requested_at, id) WHERE status IN ('queued', 'running');
CREATE INDEX job_about_id_requested_at_idx ON job (about_id, requested_at DESC);

CALL app.enforce_row_security('job');
CREATE POLICY every_site ON job FOR SELECT TO sertoli_app
  USING (
    site_id = ANY ((SELECT app.sites())::uuid[]) AND site_ids <@ (SELECT app.sites())::uuid[]
  );
CREATE POLICY asked_for ON job FOR INSERT TO sertoli_app
  WITH CHECK (
    site_id = ANY ((SELECT app.sites())::uuid[]) AND site_ids <@ (SELECT app.sites())::uuid[]
    AND requested_by = (SELECT app.active_user()) AND status = 'queued' AND attempts = 0
  );
-- All that happens to a job later happens in the functions below.
GRANT SELECT, INSERT ON job TO sertoli_app;
CALL app.audit_changes(
  'job', 'id', 'done', 'total', 'message', 'attempts', 'claim', 'started_at', 'heartbeat_at');

-- Which worker processes were heard of, and when.
CREATE TABLE worker_heartbeat (
  worker_id uuid PRIMARY KEY,
  program_version text NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT now()
);
CALL app.enforce_row_security('worker_heartbeat');
CREATE POLICY signed_in ON worker_heartbeat FOR SELECT TO sertoli_app
  USING ((SELECT app.active_user()) IS NOT NULL);
GRANT SELECT ON worker_heartbeat TO sertoli_app;

CREATE FUNCTION app.worker_alive(worker uuid, version text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.worker_heartbeat WHERE seen_at < now() - interval '1 day';
  INSERT INTO public.worker_heartbeat (worker_id, program_version) VALUES (worker, version)
  ON CONFLICT (worker_id) DO UPDATE SET seen_at = now();
$$;

-- The oldest job that waits, or whose worker has not been heard of for so long; several workers at once never get the
-- same one. A job that no worker could finish in so many attempts has failed. It tells nothing that a job holds.
CREATE FUNCTION app.claim_job(kinds text[], stale_after interval, most_attempts integer)
RETURNS TABLE (job_id uuid, kind text, requested_by uuid, claim uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  UPDATE public.job j
  SET claim = NULL, finished_at = now(),
      status = CASE WHEN j.cancel_requested_at IS NULL THEN 'failed' ELSE 'canceled' END,
      error = CASE WHEN j.cancel_requested_at IS NULL THEN jsonb_build_object(
        'code', 'INTERNAL',
        'message', 'The worker stopped ' || j.attempts || ' times while it did this. Nothing was kept; ask again, '
          || 'and tell whoever runs the program if it happens again.') END
  WHERE j.id IN (
    SELECT s.id FROM public.job s
    WHERE s.status = 'running' AND s.heartbeat_at < now() - stale_after
      AND (s.attempts >= most_attempts OR s.cancel_requested_at IS NOT NULL)
    FOR UPDATE SKIP LOCKED
  );
  RETURN QUERY
    UPDATE public.job j
    SET status = 'running', claim = gen_random_uuid(), attempts = j.attempts + 1, done = 0, total = 0, message = '',
        started_at = coalesce(j.started_at, now()), heartbeat_at = now()
    WHERE j.id = (
      SELECT s.id FROM public.job s
      WHERE s.kind = ANY (kinds)
        AND (s.status = 'queued' OR (s.status = 'running' AND s.heartbeat_at < now() - stale_after))
      ORDER BY s.requested_at, s.id
      LIMIT 1
      FOR UPDATE SKIP LOCKED
    )
    RETURNING j.id, j.kind, j.requested_by, j.claim;
END
$$;

-- How far an attempt is. Answers 'go-on', 'cancel' when a person asked to stop, and 'lost' when the job is not this
-- attempt's any more.
CREATE FUNCTION app.report_job(job_id uuid, its_claim uuid, so_far integer, in_all integer, said text)
RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH reported AS (
    UPDATE public.job j
    SET done = so_far, total = in_all, message = said, heartbeat_at = now()
    WHERE j.id = job_id AND j.claim = its_claim
    RETURNING j.cancel_requested_at
  )
  SELECT coalesce(
    (SELECT CASE WHEN cancel_requested_at IS NULL THEN 'go-on' ELSE 'cancel' END FROM reported), 'lost')
$$;

-- What became of it; false when the job is not this attempt's any more. 'queued' puts it back: the worker was asked
-- to end.
CREATE FUNCTION app.finish_job(job_id uuid, its_claim uuid, outcome text, its_result jsonb, its_error jsonb)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  UPDATE public.job j
  SET status = outcome, result = its_result, error = its_error, claim = NULL,
      attempts = CASE outcome WHEN 'queued' THEN j.attempts - 1 ELSE j.attempts END,
      finished_at = CASE outcome WHEN 'queued' THEN NULL ELSE now() END
  WHERE j.id = job_id AND j.claim = its_claim;
  RETURN FOUND;
END
$$;

-- A job that waits is canceled at once, one that runs is told. Null when it is over, or is none of the acting user's.
CREATE FUNCTION app.cancel_job(job_id uuid) RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.job j
  SET cancel_requested_at = coalesce(j.cancel_requested_at, now()),
      status = CASE j.status WHEN 'queued' THEN 'canceled' ELSE j.status END,
      finished_at = CASE j.status WHEN 'queued' THEN now() END
  WHERE j.id = job_id AND j.status IN ('queued', 'running') AND j.site_ids <@ app.sites()
  RETURNING j.status
$$;

-- Files that the program made or was given. The row is the history and stays; the bytes go when they expire.
CREATE TABLE stored_file (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  site_id uuid NOT NULL REFERENCES site (id),
  site_ids uuid[] NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  -- Names, birth dates or record numbers are in it: only for those who may read them at every one of its sites.
  holds_identity boolean NOT NULL,
  job_id uuid,
  created_by uuid NOT NULL DEFAULT app.user_id() REFERENCES user_account (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  -- Known when the last piece is written, which seals it.
  byte_count bigint CHECK (byte_count >= 0),
  row_count bigint CHECK (row_count >= 0),
  sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz,
  purged_at timestamptz,
  FOREIGN KEY (job_id, site_id) REFERENCES job (id, site_id),
  CHECK (site_id = ANY (site_ids)),
  CHECK (sealed_at IS NULL OR (byte_count IS NOT NULL AND sha256 IS NOT NULL))
);
CREATE INDEX stored_file_job_id_idx ON stored_file (job_id);
CREATE INDEX stored_file_kept_idx ON stored_file (expires_at) WHERE purged_at IS NULL;

CREATE TABLE file_piece (
  file_id uuid NOT NULL REFERENCES stored_file (id),
  -- From 1.
  position integer NOT NULL CHECK (position > 0),
  bytes bytea NOT NULL,
  PRIMARY KEY (file_id, position)
);
-- What is worth compressing is compressed already.
ALTER TABLE file_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;

CALL app.enforce_row_security('stored_file');
CREATE POLICY every_site ON stored_file FOR SELECT TO sertoli_app
  USING (
    site_id = ANY ((SELECT app.sites())::uuid[]) AND site_ids <@ (SELECT app.sites())::uuid[]
  );
CREATE POLICY begun ON stored_file FOR INSERT TO sertoli_app
  WITH CHECK (
    site_id = ANY ((SELECT app.sites())::uuid[]) AND site_ids <@ (SELECT app.sites())::uuid[]
    AND created_by = (SELECT app.active_user()) AND sealed_at IS NULL AND purged_at IS NULL
  );
CREATE POLICY unsealed ON stored_file FOR UPDATE TO sertoli_app
  USING (
    created_by = (SELECT app.active_user()) AND sealed_at IS NULL
    AND site_id = ANY ((SELECT app.sites())::uuid[]) AND site_ids <@ (SELECT app.sites())::uuid[]
  )
  WITH CHECK (true);
GRANT SELECT, INSERT ON stored_file TO sertoli_app;
GRANT UPDATE (byte_count, row_count, sha256, sealed_at, expires_at) ON stored_file TO sertoli_app;
CALL app.audit_changes('stored_file', 'id');

CALL app.enforce_row_security('file_piece');
CREATE POLICY of_file ON file_piece FOR SELECT TO sertoli_app
  USING (file_id IN (
    SELECT f.id FROM stored_file f
    WHERE NOT f.holds_identity OR f.site_ids <@ (SELECT app.identity_sites())::uuid[]
  ));
CREATE POLICY before_the_seal ON file_piece FOR INSERT TO sertoli_app
  WITH CHECK (file_id IN (
    SELECT f.id FROM stored_file f
    WHERE f.sealed_at IS NULL AND f.purged_at IS NULL AND f.created_by = (SELECT app.active_user())
  ));
GRANT SELECT, INSERT ON file_piece TO sertoli_app;

-- Drops the bytes of files that have expired, or were begun a day ago and never sealed.
CREATE FUNCTION app.purge_files() RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  gone uuid[];
BEGIN
  WITH purged AS (
    UPDATE public.stored_file f SET purged_at = now()
    WHERE f.id IN (
      SELECT s.id FROM public.stored_file s
      WHERE s.purged_at IS NULL
        AND (s.expires_at <= now() OR (s.sealed_at IS NULL AND s.created_at < now() - interval '1 day'))
      ORDER BY s.expires_at
      LIMIT 20
      FOR UPDATE SKIP LOCKED
    )
    RETURNING f.id
  )
  SELECT coalesce(array_agg(id), '{}') INTO gone FROM purged;
  DELETE FROM public.file_piece p WHERE p.file_id = ANY (gone);
  RETURN cardinality(gone);
END
$$;

REVOKE EXECUTE ON FUNCTION
  app.worker_alive(uuid, text), app.claim_job(text[], interval, integer),
  app.report_job(uuid, uuid, integer, integer, text), app.finish_job(uuid, uuid, text, jsonb, jsonb),
  app.cancel_job(uuid), app.purge_files()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  app.worker_alive(uuid, text), app.claim_job(text[], interval, integer),
  app.report_job(uuid, uuid, integer, integer, text), app.finish_job(uuid, uuid, text, jsonb, jsonb),
  app.cancel_job(uuid), app.purge_files()
TO sertoli_app;
