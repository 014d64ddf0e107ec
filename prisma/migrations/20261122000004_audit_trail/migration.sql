-- The trail is written here and nowhere else: by row triggers, so that raw SQL is audited too, and
-- by app.record_event for what is not a row change. sertoli_app can only read it.

CREATE FUNCTION app.refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION '% cannot be changed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_event_is_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

CREATE TRIGGER protocol_version_is_immutable
  BEFORE UPDATE OR DELETE ON protocol_version
  FOR EACH ROW EXECUTE FUNCTION app.refuse_change();

-- A profile's content never changes (a new version is a new row); its approval is added once.
CREATE FUNCTION app.keep_settings_profile() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'DELETE'
    OR (OLD.id, OLD.site_id, OLD.protocol_version_id, OLD.name, OLD.version, OLD."values", OLD.created_at)
      IS DISTINCT FROM
      (NEW.id, NEW.site_id, NEW.protocol_version_id, NEW.name, NEW.version, NEW."values", NEW.created_at)
    OR (OLD.approved_at IS NOT NULL
      AND (OLD.approved_at, OLD.approved_by, OLD.note)
        IS DISTINCT FROM (NEW.approved_at, NEW.approved_by, NEW.note))
  THEN
    RAISE EXCEPTION 'settings_profile cannot be changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER settings_profile_is_immutable
  BEFORE UPDATE OR DELETE ON settings_profile
  FOR EACH ROW EXECUTE FUNCTION app.keep_settings_profile();

-- Completes an event with who, in which role, in which request, why, and the site's clock.
CREATE FUNCTION app.append_event(
  event text, site uuid, patient uuid, table_name text, row_id text,
  before jsonb, after jsonb, identity boolean, reason text DEFAULT NULL
) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO public.audit_event (
    site_id, patient_id, actor_id, actor_role, request_id, site_utc_offset_minutes,
    event, table_name, row_id, reason, before, after, identity
  )
  SELECT
    site, patient, app.user_id(),
    (
      SELECT string_agg(m.role, ',' ORDER BY m.role)
      FROM public.site_membership m
      WHERE m.user_id = app.user_id() AND m.site_id = site
        AND (m.valid_to IS NULL OR m.valid_to > now())
    ),
    nullif(current_setting('app.request_id', true), '')::uuid,
    (
      SELECT extract(epoch FROM (now() AT TIME ZONE s.time_zone) - (now() AT TIME ZONE 'UTC'))::integer / 60
      FROM public.site s WHERE s.id = site
    ),
    event, table_name, row_id, coalesce(reason, nullif(current_setting('app.reason', true), '')),
    before, after, identity
$$;

-- Arguments: the key column, then columns that are left out (secrets, projections).
-- An insert keeps the whole row after; an update keeps the columns that changed, before and after,
-- and nothing at all if none did; a delete keeps the whole row before.
CREATE FUNCTION app.audit_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  key_column text := TG_ARGV[0];
  left_out text[] := coalesce(TG_ARGV[1:], '{}');
  before jsonb;
  after jsonb;
  latest jsonb;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    before := to_jsonb(OLD) - left_out;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    after := to_jsonb(NEW) - left_out;
  END IF;
  latest := coalesce(after, before);
  IF TG_OP = 'UPDATE' THEN
    IF before = after THEN
      RETURN NULL;
    END IF;
    SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, after -> o.key)
    INTO before, after
    FROM jsonb_each(before) o
    WHERE o.value IS DISTINCT FROM after -> o.key;
  END IF;
  PERFORM app.append_event(
    lower(TG_OP),
    (CASE WHEN TG_TABLE_NAME = 'site' THEN latest ->> 'id' ELSE latest ->> 'site_id' END)::uuid,
    (CASE WHEN TG_TABLE_NAME = 'patient' THEN latest ->> 'id' ELSE latest ->> 'patient_id' END)::uuid,
    TG_TABLE_NAME, latest ->> key_column, before, after, TG_TABLE_NAME = 'patient_identity');
  RETURN NULL;
END
$$;

CREATE PROCEDURE app.audit_changes(target regclass, key_column text, VARIADIC left_out text[] DEFAULT '{}')
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format(
    'CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %s '
    'FOR EACH ROW EXECUTE FUNCTION app.audit_row(%s)',
    target,
    (SELECT string_agg(quote_literal(a), ', ' ORDER BY n)
     FROM unnest(key_column || left_out) WITH ORDINALITY AS argument (a, n)));
END
$$;

-- Workflow events: 'plan-changed', 'exported', 'refused', 'signed-in' and the like. The actor is
-- always the transaction's user, and the site one of theirs.
CREATE FUNCTION app.record_event(
  event text,
  site uuid DEFAULT NULL,
  patient uuid DEFAULT NULL,
  table_name text DEFAULT NULL,
  row_id text DEFAULT NULL,
  before jsonb DEFAULT NULL,
  after jsonb DEFAULT NULL,
  identity boolean DEFAULT false,
  reason text DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF event IN ('insert', 'update', 'delete') THEN
    RAISE EXCEPTION 'row events are written by triggers' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF site IS NOT NULL AND site <> ALL (app.sites()) THEN
    RAISE EXCEPTION 'not a site of the acting user' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM app.append_event(event, site, patient, table_name, row_id, before, after, identity, reason);
END
$$;

REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA app FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  app.record_event(text, uuid, uuid, text, text, jsonb, jsonb, boolean, text)
TO sertoli_app;

CALL app.audit_changes('site', 'id');
CALL app.audit_changes('user_account', 'id');
-- Sign-ins are events of their own; the hash is a secret.
CALL app.audit_changes('user_credential', 'user_id', 'password_hash', 'failed_attempts', 'last_sign_in_at');
CALL app.audit_changes('site_membership', 'id');
-- Ten thousand characters of definition that can never change are not repeated in the trail.
CALL app.audit_changes('protocol_version', 'id', 'definition');
CALL app.audit_changes('settings_profile', 'id');
CALL app.audit_changes('patient', 'id');
CALL app.audit_changes('patient_identity', 'patient_id');
-- Rewritten with every plan and rebuildable; the plan-changed event tells the difference.
CALL app.audit_changes('enrollment', 'id', 'plan_version', 'response');
CALL app.audit_changes('eligibility_assessment', 'id');
CALL app.audit_changes('visit', 'id');
CALL app.audit_changes('record', 'id');
CALL app.audit_changes('lab_result', 'id');
CALL app.audit_changes('plan_adjustment', 'id');
CALL app.audit_changes('decision', 'id');
CALL app.audit_changes('flag', 'id');
CALL app.audit_changes('contact_log', 'id');
