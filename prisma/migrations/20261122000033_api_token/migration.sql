-- Personal access tokens: a program acts with the rights that its person has at that moment, and with no more of
-- them than the token names.
CREATE TABLE api_token (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  user_id uuid NOT NULL REFERENCES user_account (id),
  name text NOT NULL,
  -- Permissions of lib/auth/permissions.ts.
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
  -- SHA-256 of 256 random bits: nothing to guess at, so no slow hash is needed.
  hash text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days')
);
CREATE INDEX api_token_user_id_idx ON api_token (user_id);

CALL app.enforce_row_security('api_token');
CREATE POLICY own ON api_token TO sertoli_app
  USING (user_id = (SELECT app.active_user()))
  WITH CHECK (user_id = (SELECT app.active_user()));
GRANT SELECT, INSERT ON api_token TO sertoli_app;
GRANT UPDATE (revoked_at) ON api_token TO sertoli_app;
CALL app.audit_changes('api_token', 'id', 'hash');

-- Rewritten with every request, so it stands apart from what is audited.
CREATE TABLE api_token_use (
  token_id uuid PRIMARY KEY REFERENCES api_token (id),
  last_used_at timestamptz NOT NULL,
  -- The minute that is counted, and how many requests came in it.
  counted_from timestamptz NOT NULL,
  requests integer NOT NULL
);
CALL app.enforce_row_security('api_token_use');
CREATE POLICY own ON api_token_use FOR SELECT TO sertoli_app
  USING (token_id = ANY (ARRAY (SELECT t.id FROM api_token t)));
GRANT SELECT ON api_token_use TO sertoli_app;

-- Asked before anybody is known: whose token this is, and whether one more request of it is let in. `state` is
-- "live", "revoked", "expired" or "disabled"; no row for a text that was never a token.
CREATE FUNCTION app.admit_token(wanted_hash text, most_per_minute integer)
RETURNS TABLE (
  token_id uuid, user_id uuid, session_version integer, scopes text[], state text,
  requests integer, seconds_left integer
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  token record;
  minute timestamptz := date_trunc('minute', now());
  used integer := 0;
BEGIN
  SELECT t.id, t.user_id, u.session_version, t.scopes,
    CASE
      WHEN t.revoked_at IS NOT NULL THEN 'revoked'
      WHEN t.expires_at <= now() THEN 'expired'
      WHEN u.disabled_at IS NOT NULL THEN 'disabled'
      ELSE 'live'
    END AS state
  INTO token
  FROM public.api_token t JOIN public.user_account u ON u.id = t.user_id
  WHERE t.hash = wanted_hash;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF token.state = 'live' THEN
    INSERT INTO public.api_token_use AS use (token_id, last_used_at, counted_from, requests)
    VALUES (token.id, now(), minute, 1)
    ON CONFLICT (token_id) DO UPDATE SET
      last_used_at = now(),
      counted_from = minute,
      -- Counting stops one above the limit, where every further request is refused alike.
      requests = CASE WHEN use.counted_from < minute THEN 1 ELSE least(use.requests, most_per_minute) + 1 END
    RETURNING use.requests INTO used;
  END IF;
  RETURN QUERY SELECT token.id, token.user_id, token.session_version, token.scopes, token.state, used,
    greatest(1, ceil(extract(epoch FROM minute + interval '1 minute' - clock_timestamp()))::integer);
END
$$;

-- Whoever is shut out does not come back through a token of before, also where the account is opened again.
CREATE FUNCTION app.revoke_tokens() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  UPDATE public.api_token SET revoked_at = now() WHERE user_id = NEW.id AND revoked_at IS NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER revoke_tokens
  AFTER UPDATE OF disabled_at ON user_account
  FOR EACH ROW WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL)
  EXECUTE FUNCTION app.revoke_tokens();

-- A query of a token without the scope identity:read sees no names, whatever the person may see.
CREATE OR REPLACE FUNCTION app.identity_sites() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(DISTINCT site_id), '{}')
  FROM app.live_membership
  WHERE (role IN ('staff', 'physician') OR sees_identity)
    AND coalesce(current_setting('app.without_identity', true), '') <> 'on'
$$;

-- What was asked with an idempotency key, so that the same key with another body is not answered with the first
-- result. Null for what a form sent.
ALTER TABLE submission ADD COLUMN input_hash text;

REVOKE EXECUTE ON FUNCTION app.admit_token(text, integer), app.revoke_tokens() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.admit_token(text, integer) TO sertoli_app;
