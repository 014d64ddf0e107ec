-- Two database roles. Whoever runs these migrations owns everything; the application connects as
-- sertoli_app, which has no DDL, no BYPASSRLS and only the privileges granted in later files.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sertoli_app') THEN
    CREATE ROLE sertoli_app LOGIN;
    -- Prisma's own time-out does not cancel a running statement, so the server has to.
    ALTER ROLE sertoli_app SET statement_timeout = '60s';
    ALTER ROLE sertoli_app SET idle_in_transaction_session_timeout = '60s';
    ALTER ROLE sertoli_app SET lock_timeout = '15s';
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN
    NULL; -- roles belong to the cluster: another database created it at the same moment
END
$$;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sertoli_app' AND (rolsuper OR rolbypassrls)) THEN
    RAISE EXCEPTION 'role sertoli_app must not be able to bypass row-level security';
  END IF;
END
$$;

CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app, public TO sertoli_app;

-- RFC 9562 version 7: milliseconds, then the fraction of the millisecond (so that rows written by
-- one transaction keep their order), then random bits. PostgreSQL has its own only from 18 on.
CREATE FUNCTION app.uuid_v7() RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE
AS $$
  SELECT (
    lpad(to_hex(t.us / 1000), 12, '0')
    || '7' || lpad(to_hex((t.us % 1000) * 4096 / 1000), 3, '0')
    || right(replace(gen_random_uuid()::text, '-', ''), 16)
  )::uuid
  FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS us) t
$$;

-- Who acts, set locally at the start of every transaction. After a commit a pooled connection
-- reports '' and not null, hence nullif.
CREATE FUNCTION app.user_id() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.uuid_v7(), app.user_id() TO sertoli_app;
