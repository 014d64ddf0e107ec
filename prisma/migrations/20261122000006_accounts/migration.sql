-- What sertoli_app may do with accounts and credentials. user_credential itself stays closed to it.

-- For the sign-in form, before anybody is known. A disabled or service account answers like none.
CREATE FUNCTION app.find_credential(wanted_email text)
RETURNS TABLE (
  user_id uuid, password_hash text, session_version integer,
  failed_attempts integer, locked_until timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT u.id, c.password_hash, u.session_version, c.failed_attempts, c.locked_until
  FROM public.user_account u
  JOIN public.user_credential c ON c.user_id = u.id
  WHERE u.email = lower(wanted_email) AND u.disabled_at IS NULL AND NOT u.is_service
$$;

-- Counts an attempt before its password is compared, so that guesses sent at the same moment cannot
-- all pass under the lock. False when another attempt came in between: look again.
CREATE FUNCTION app.count_sign_in_attempt(
  account uuid, expected_attempts integer, lock_until timestamptz
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  UPDATE public.user_credential
  SET failed_attempts = expected_attempts + 1, locked_until = lock_until
  WHERE user_id = account AND failed_attempts = expected_attempts;
  RETURN FOUND;
END
$$;

-- A success forgives the attempts before it. The event's row is the account.
CREATE FUNCTION app.record_sign_in(account uuid, succeeded boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF succeeded THEN
    UPDATE public.user_credential
    SET failed_attempts = 0, locked_until = NULL, last_sign_in_at = now()
    WHERE user_id = account;
  END IF;
  PERFORM app.append_event(
    CASE WHEN succeeded THEN 'signed-in' ELSE 'sign-in-refused' END,
    NULL, NULL, 'user_account', account::text, NULL, NULL, false);
END
$$;

-- For an administrator who adds a person that already works at another site.
CREATE FUNCTION app.find_account(wanted_email text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT id FROM public.user_account
  WHERE email = lower(wanted_email) AND NOT is_service AND cardinality(app.administered_sites()) > 0
$$;

-- By the owner of the account or an administrator of all its sites. Ends every open session by
-- starting a new generation of them, whose number it returns.
CREATE FUNCTION app.change_password(account uuid, new_password_hash text) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  generation integer;
BEGIN
  IF (account = app.active_user() OR account = ANY (app.administered_accounts())) IS NOT TRUE THEN
    RAISE EXCEPTION 'not allowed to change this password' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.user_credential (user_id, password_hash)
  VALUES (account, new_password_hash)
  ON CONFLICT (user_id) DO UPDATE
    SET password_hash = excluded.password_hash, password_changed_at = now(),
        failed_attempts = 0, locked_until = NULL;
  UPDATE public.user_account SET session_version = session_version + 1 WHERE id = account
  RETURNING session_version INTO generation;
  RETURN generation;
END
$$;

-- A new person with a first membership; without one nobody could see the account.
CREATE FUNCTION app.create_account(
  email text, display_name text, password_hash text, site uuid, role text, sees_identity boolean
) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  account uuid;
BEGIN
  IF site <> ALL (app.administered_sites()) THEN
    RAISE EXCEPTION 'not an administrator of this site' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.user_account (email, display_name)
  VALUES (lower(create_account.email), create_account.display_name)
  RETURNING id INTO account;
  INSERT INTO public.user_credential (user_id, password_hash)
  VALUES (account, create_account.password_hash);
  INSERT INTO public.site_membership (user_id, site_id, role, sees_identity)
  VALUES (account, site, create_account.role, create_account.sees_identity);
  RETURN account;
END
$$;

-- A new site, administered by the person who creates it.
CREATE FUNCTION app.create_site(code text, name text, time_zone text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  created uuid;
BEGIN
  IF cardinality(app.administered_sites()) = 0 THEN
    RAISE EXCEPTION 'not an administrator' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.site (code, name, time_zone)
  VALUES (create_site.code, create_site.name, create_site.time_zone)
  RETURNING id INTO created;
  INSERT INTO public.site_membership (user_id, site_id, role)
  VALUES (app.user_id(), created, 'administrator');
  RETURN created;
END
$$;

-- Old drafts and submission ids, for the nightly job of a service account.
CREATE FUNCTION app.purge_drafts(untouched_since timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  purged integer;
BEGIN
  IF NOT app.acts_as_service() THEN
    RAISE EXCEPTION 'only a service account purges' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM public.submission WHERE created_at < untouched_since;
  DELETE FROM public.draft WHERE updated_at < untouched_since;
  GET DIAGNOSTICS purged = ROW_COUNT;
  RETURN purged;
END
$$;

REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA app FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  app.find_credential(text), app.count_sign_in_attempt(uuid, integer, timestamptz),
  app.record_sign_in(uuid, boolean), app.change_password(uuid, text), app.find_account(text),
  app.create_account(text, text, text, uuid, text, boolean), app.create_site(text, text, text),
  app.purge_drafts(timestamptz)
TO sertoli_app;
