-- Who sees what. The functions are SECURITY DEFINER because the policy of site_membership itself
-- asks them; policies call them inside a scalar sub-select, so that a query asks once and not per
-- row. No user, a disabled account or an expired membership: an empty array, hence no rows.

CREATE FUNCTION app.active_user() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT id FROM public.user_account WHERE id = app.user_id() AND disabled_at IS NULL $$;

CREATE VIEW app.live_membership AS
  SELECT site_id, role, sees_identity
  FROM public.site_membership
  WHERE user_id = app.active_user() AND (valid_to IS NULL OR valid_to > now());

CREATE FUNCTION app.sites() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(array_agg(DISTINCT site_id), '{}') FROM app.live_membership $$;

-- The permission identity:read of lib/auth/permissions.ts; a test compares the two.
CREATE FUNCTION app.identity_sites() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(DISTINCT site_id), '{}')
  FROM app.live_membership WHERE role IN ('staff', 'physician') OR sees_identity
$$;

CREATE FUNCTION app.administered_sites() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(DISTINCT site_id), '{}')
  FROM app.live_membership WHERE role = 'administrator'
$$;

-- Oneself and everyone who works, or once worked, at one of one's sites: their names stand beside
-- what they recorded.
CREATE FUNCTION app.colleagues() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(DISTINCT user_id), '{}')
  FROM (
    SELECT m.user_id FROM public.site_membership m WHERE m.site_id = ANY (app.sites())
    UNION ALL
    SELECT app.active_user() WHERE app.active_user() IS NOT NULL
  ) known
$$;

-- An account may be changed by an administrator of every site where its owner works; otherwise one
-- site's administrator could take over an account that opens another site.
CREATE FUNCTION app.administered_accounts() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(user_id), '{}')
  FROM (
    SELECT m.user_id
    FROM public.site_membership m
    WHERE m.valid_to IS NULL OR m.valid_to > now()
    GROUP BY m.user_id
    HAVING bool_and(m.site_id = ANY (app.administered_sites()))
  ) administered
$$;

CREATE FUNCTION app.acts_as_service() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM public.user_account WHERE id = app.active_user() AND is_service)
$$;

-- Turns row-level security on for a table, for its owner too, and lets the owner (migrations and
-- the SECURITY DEFINER functions) pass. The caller adds what sertoli_app may see.
CREATE PROCEDURE app.enforce_row_security(target regclass)
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY owner ON %s TO CURRENT_USER USING (true) WITH CHECK (true)', target);
END
$$;

-- The usual case: rows of the user's sites can be read, added and amended, never deleted.
CREATE PROCEDURE app.isolate_by_site(target regclass)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL app.enforce_row_security(target);
  EXECUTE format(
    'CREATE POLICY own_sites ON %s TO sertoli_app '
    'USING (site_id = ANY ((SELECT app.sites())::uuid[])) '
    'WITH CHECK (site_id = ANY ((SELECT app.sites())::uuid[]))', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO sertoli_app', target);
END
$$;

REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA app FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  app.active_user(), app.sites(), app.identity_sites(), app.administered_sites(), app.colleagues(),
  app.administered_accounts(), app.acts_as_service()
TO sertoli_app;

CALL app.isolate_by_site('settings_profile');
CALL app.isolate_by_site('patient');
CALL app.isolate_by_site('enrollment');
CALL app.isolate_by_site('eligibility_assessment');
CALL app.isolate_by_site('visit');
CALL app.isolate_by_site('record');
CALL app.isolate_by_site('lab_result');
CALL app.isolate_by_site('plan_adjustment');
CALL app.isolate_by_site('decision');
CALL app.isolate_by_site('flag');
CALL app.isolate_by_site('contact_log');
CALL app.isolate_by_site('occurrence');
GRANT DELETE ON occurrence TO sertoli_app;

CALL app.enforce_row_security('patient_identity');
CREATE POLICY identity_sites ON patient_identity TO sertoli_app
  USING (site_id = ANY ((SELECT app.identity_sites())::uuid[]))
  WITH CHECK (site_id = ANY ((SELECT app.identity_sites())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON patient_identity TO sertoli_app;

CALL app.enforce_row_security('site');
CREATE POLICY own_sites ON site FOR SELECT TO sertoli_app
  USING (id = ANY ((SELECT app.sites())::uuid[]));
CREATE POLICY administered ON site FOR UPDATE TO sertoli_app
  USING (id = ANY ((SELECT app.administered_sites())::uuid[]));
GRANT SELECT, UPDATE ON site TO sertoli_app;

CALL app.enforce_row_security('site_membership');
CREATE POLICY known ON site_membership FOR SELECT TO sertoli_app
  USING (user_id = (SELECT app.active_user()) OR site_id = ANY ((SELECT app.sites())::uuid[]));
CREATE POLICY granted ON site_membership FOR INSERT TO sertoli_app
  WITH CHECK (site_id = ANY ((SELECT app.administered_sites())::uuid[]));
CREATE POLICY administered ON site_membership FOR UPDATE TO sertoli_app
  USING (site_id = ANY ((SELECT app.administered_sites())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON site_membership TO sertoli_app;

CALL app.enforce_row_security('user_account');
CREATE POLICY colleagues ON user_account FOR SELECT TO sertoli_app
  USING (id = ANY ((SELECT app.colleagues())::uuid[]));
CREATE POLICY administered ON user_account FOR UPDATE TO sertoli_app
  USING (id = ANY ((SELECT app.administered_accounts())::uuid[]));
GRANT SELECT ON user_account TO sertoli_app;
GRANT UPDATE (email, display_name, session_version, disabled_at) ON user_account TO sertoli_app;

-- No policy and no grant for sertoli_app: sign-in goes through functions.
CALL app.enforce_row_security('user_credential');

CALL app.enforce_row_security('protocol_version');
CREATE POLICY signed_in ON protocol_version FOR SELECT TO sertoli_app
  USING ((SELECT app.active_user()) IS NOT NULL);
CREATE POLICY released ON protocol_version FOR INSERT TO sertoli_app
  WITH CHECK (cardinality((SELECT app.administered_sites())) > 0);
GRANT SELECT, INSERT ON protocol_version TO sertoli_app;

CALL app.enforce_row_security('draft');
CREATE POLICY own ON draft TO sertoli_app
  USING (user_id = (SELECT app.active_user()) AND site_id = ANY ((SELECT app.sites())::uuid[]))
  WITH CHECK (user_id = (SELECT app.active_user()) AND site_id = ANY ((SELECT app.sites())::uuid[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO sertoli_app;

CALL app.enforce_row_security('submission');
CREATE POLICY own ON submission TO sertoli_app
  USING (user_id = (SELECT app.active_user()))
  WITH CHECK (user_id = (SELECT app.active_user()));
GRANT SELECT, INSERT, UPDATE ON submission TO sertoli_app;

CALL app.enforce_row_security('load_progress');
CREATE POLICY signed_in ON load_progress FOR SELECT TO sertoli_app
  USING ((SELECT app.active_user()) IS NOT NULL);
CREATE POLICY reported ON load_progress FOR INSERT TO sertoli_app
  WITH CHECK ((SELECT app.acts_as_service()));
CREATE POLICY advanced ON load_progress FOR UPDATE TO sertoli_app
  USING ((SELECT app.acts_as_service()));
GRANT SELECT, INSERT, UPDATE ON load_progress TO sertoli_app;

-- A patient's history follows the patient to another site (the sub-select obeys the policies of
-- patient). Account events belong to no site: one sees one's own and those of the accounts one
-- administers. Events about protocol versions concern everybody.
CALL app.enforce_row_security('audit_event');
CREATE POLICY readable ON audit_event FOR SELECT TO sertoli_app
  USING (
    (
      site_id = ANY ((SELECT app.sites())::uuid[])
      AND (NOT identity OR site_id = ANY ((SELECT app.identity_sites())::uuid[]))
    )
    OR EXISTS (
      SELECT FROM patient p
      WHERE p.id = audit_event.patient_id
        AND (NOT identity OR p.site_id = ANY ((SELECT app.identity_sites())::uuid[]))
    )
    OR (
      site_id IS NULL
      AND (
        actor_id = (SELECT app.active_user())
        OR row_id = (SELECT app.active_user())::text
        OR (table_name = 'protocol_version' AND (SELECT app.active_user()) IS NOT NULL)
        OR row_id = ANY ((SELECT app.administered_accounts())::text[])
      )
    )
  );
GRANT SELECT ON audit_event TO sertoli_app;
