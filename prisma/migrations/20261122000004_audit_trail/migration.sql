-- The trail is written here and nowhere else: by triggers, so that raw SQL is audited too, and
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

-- In which role the user acts at each site, and the site's clock.
CREATE FUNCTION app.acting_context()
RETURNS TABLE (site_id uuid, actor_role text, utc_offset_minutes integer)
LANGUAGE sql STABLE
AS $$
  SELECT
    s.id,
    (
      SELECT string_agg(m.role, ',' ORDER BY m.role)
      FROM public.site_membership m
      WHERE m.user_id = app.user_id() AND m.site_id = s.id
        AND (m.valid_to IS NULL OR m.valid_to > now())
    ),
    extract(epoch FROM (now() AT TIME ZONE s.time_zone) - (now() AT TIME ZONE 'UTC'))::integer / 60
  FROM public.site s
$$;

-- The rows of one statement become events in one go, at half the cost of a trigger per row.
-- An insert keeps the whole row after, a delete the whole row before. An update keeps the columns
-- that changed, and nothing at all if none did; the outer join keeps rows whose key changed.
-- Arguments: the key column, then columns that are left out (secrets, projections).
CREATE FUNCTION app.audit_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  key_column text := TG_ARGV[0];
  left_out text[] := coalesce(TG_ARGV[1:], '{}');
  site_column text := CASE TG_TABLE_NAME WHEN 'site' THEN 'id' ELSE 'site_id' END;
  patient_column text := CASE TG_TABLE_NAME WHEN 'patient' THEN 'id' ELSE 'patient_id' END;
  is_identity boolean := TG_TABLE_NAME = 'patient_identity';
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO public.audit_event (
      event, table_name, row_id, site_id, patient_id, actor_role, site_utc_offset_minutes,
      after, identity
    )
    SELECT
      'insert', TG_TABLE_NAME, n.kept ->> key_column, (n.kept ->> site_column)::uuid,
      (n.kept ->> patient_column)::uuid, c.actor_role, c.utc_offset_minutes, n.kept, is_identity
    FROM (SELECT to_jsonb(r) - left_out AS kept FROM new_rows r OFFSET 0) n
    LEFT JOIN app.acting_context() c ON c.site_id = (n.kept ->> site_column)::uuid;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO public.audit_event (
      event, table_name, row_id, site_id, patient_id, actor_role, site_utc_offset_minutes,
      before, identity
    )
    SELECT
      'delete', TG_TABLE_NAME, o.kept ->> key_column, (o.kept ->> site_column)::uuid,
      (o.kept ->> patient_column)::uuid, c.actor_role, c.utc_offset_minutes, o.kept, is_identity
    FROM (SELECT to_jsonb(r) - left_out AS kept FROM old_rows r OFFSET 0) o
    LEFT JOIN app.acting_context() c ON c.site_id = (o.kept ->> site_column)::uuid;
  ELSE
    INSERT INTO public.audit_event (
      event, table_name, row_id, site_id, patient_id, actor_role, site_utc_offset_minutes,
      before, after, identity
    )
    SELECT
      'update', TG_TABLE_NAME, latest ->> key_column, (latest ->> site_column)::uuid,
      (latest ->> patient_column)::uuid, c.actor_role, c.utc_offset_minutes,
      app.changed_part(o.kept, n.kept), app.changed_part(n.kept, o.kept), is_identity
    FROM (SELECT to_jsonb(r) - left_out AS kept FROM old_rows r OFFSET 0) o
    FULL JOIN (SELECT to_jsonb(r) - left_out AS kept FROM new_rows r OFFSET 0) n
      ON n.kept ->> key_column = o.kept ->> key_column
    CROSS JOIN LATERAL coalesce(n.kept, o.kept) AS latest
    LEFT JOIN app.acting_context() c ON c.site_id = (latest ->> site_column)::uuid
    WHERE o.kept IS DISTINCT FROM n.kept;
  END IF;
  RETURN NULL;
END
$$;

-- What of a row is not the same in the other one.
CREATE FUNCTION app.changed_part(kept jsonb, other jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
AS $$
  SELECT jsonb_object_agg(key, value)
  FROM jsonb_each(kept)
  WHERE other IS NULL OR value IS DISTINCT FROM other -> key
$$;

CREATE PROCEDURE app.audit_changes(target regclass, key_column text, VARIADIC left_out text[] DEFAULT '{}')
LANGUAGE plpgsql
AS $$
DECLARE
  arguments text := (
    SELECT string_agg(quote_literal(a), ', ' ORDER BY n)
    FROM unnest(key_column || left_out) WITH ORDINALITY AS argument (a, n)
  );
BEGIN
  EXECUTE format(
    'CREATE TRIGGER audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows '
    'FOR EACH STATEMENT EXECUTE FUNCTION app.audit_statement(%s)', target, arguments);
  EXECUTE format(
    'CREATE TRIGGER audit_update AFTER UPDATE ON %s '
    'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows '
    'FOR EACH STATEMENT EXECUTE FUNCTION app.audit_statement(%s)', target, arguments);
  EXECUTE format(
    'CREATE TRIGGER audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows '
    'FOR EACH STATEMENT EXECUTE FUNCTION app.audit_statement(%s)', target, arguments);
END
$$;

-- For the SECURITY DEFINER functions of this schema; what is null comes from the transaction.
CREATE FUNCTION app.append_event(
  event text, site uuid, patient uuid, table_name text, row_id text,
  before jsonb, after jsonb, identity boolean, reason text DEFAULT NULL
) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO public.audit_event (
    event, table_name, row_id, site_id, patient_id, actor_role, site_utc_offset_minutes,
    reason, before, after, identity
  )
  SELECT
    event, table_name, row_id, site, patient, c.actor_role, c.utc_offset_minutes,
    coalesce(reason, nullif(current_setting('app.reason', true), '')), before, after, identity
  FROM (SELECT) AS one
  LEFT JOIN app.acting_context() c ON c.site_id = site
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
