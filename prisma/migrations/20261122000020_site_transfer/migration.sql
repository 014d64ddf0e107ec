-- A man moves to another site of this program in two steps: his site offers him, the other accepts. Until then
-- the other site reads this row and nothing else of him: no name, and of his record only what stands here.
CREATE TABLE site_transfer (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  -- Where he is now; it follows him, as in every row about a patient.
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  from_site_id uuid NOT NULL REFERENCES site (id),
  to_site_id uuid NOT NULL REFERENCES site (id),
  -- Neither site can read the other's row, nor the names of its people.
  from_site_name text NOT NULL,
  to_site_name text NOT NULL,
  study_id text NOT NULL,
  protocol text NOT NULL,
  reason text NOT NULL,
  status text NOT NULL DEFAULT 'offered'
    CHECK (status IN ('offered', 'accepted', 'declined', 'withdrawn')),
  offered_by uuid NOT NULL REFERENCES user_account (id),
  offered_by_name text NOT NULL,
  offered_at timestamptz NOT NULL DEFAULT now(),
  answered_by uuid REFERENCES user_account (id),
  answered_by_name text,
  answered_at timestamptz,
  answer_reason text,
  version integer NOT NULL DEFAULT 1,
  CHECK (status = 'offered' OR (answered_by_name IS NOT NULL AND answered_at IS NOT NULL)),
  FOREIGN KEY (patient_id, site_id) REFERENCES patient (id, site_id) ON UPDATE CASCADE
);
CREATE UNIQUE INDEX site_transfer_one_offer_per_patient ON site_transfer (patient_id)
  WHERE status = 'offered';
CREATE INDEX site_transfer_from_site_id_idx ON site_transfer (from_site_id, status);
CREATE INDEX site_transfer_to_site_id_idx ON site_transfer (to_site_id, status);
CREATE INDEX site_transfer_patient_id_idx ON site_transfer (patient_id);

CALL app.enforce_row_security('site_transfer');
CREATE POLICY either_site ON site_transfer FOR SELECT TO sertoli_app
  USING (
    from_site_id = ANY ((SELECT app.sites())::uuid[])
    OR to_site_id = ANY ((SELECT app.sites())::uuid[])
  );
CREATE POLICY offered ON site_transfer FOR INSERT TO sertoli_app
  WITH CHECK (
    status = 'offered' AND site_id = from_site_id
    AND site_id = ANY ((SELECT app.sites())::uuid[])
  );
-- Accepting moves the man, so only app.accept_transfer does it.
CREATE POLICY ended ON site_transfer FOR UPDATE TO sertoli_app
  USING (
    status = 'offered' AND (
      from_site_id = ANY ((SELECT app.sites())::uuid[])
      OR to_site_id = ANY ((SELECT app.sites())::uuid[])
    )
  )
  WITH CHECK (status IN ('declined', 'withdrawn'));
GRANT SELECT, INSERT ON site_transfer TO sertoli_app;
GRANT UPDATE (status, answered_by, answered_by_name, answered_at, answer_reason, version)
  ON site_transfer TO sertoli_app;
CALL app.audit_changes('site_transfer', 'id');

-- Where a man can be offered to: the names of the clinics that share this program, and nothing else of them.
CREATE FUNCTION app.transfer_sites() RETURNS TABLE (id uuid, code text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.id, s.code, s.name FROM public.site s
  WHERE app.active_user() IS NOT NULL ORDER BY s.name
$$;

-- Moves a man with everything about him: the references between his rows carry the site and cascade. His settings
-- go with him as a profile of the new site, so that his plan stays the same. Answers 'moved', or what stands in
-- the way: 'answered', 'study-id', 'record-number'.
CREATE FUNCTION app.accept_transfer(transfer uuid, new_study_id text, new_record_number text)
RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  t public.site_transfer;
  identity public.patient_identity;
  pinned public.settings_profile;
  copy_name text;
  copy_id uuid;
BEGIN
  SELECT * INTO t FROM public.site_transfer WHERE id = transfer FOR UPDATE;
  IF NOT FOUND OR NOT EXISTS (
    SELECT FROM app.live_membership m
    WHERE m.site_id = t.to_site_id AND m.role IN ('staff', 'physician')
  ) THEN
    RAISE EXCEPTION 'not offered to a site of the acting user' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF t.status <> 'offered' THEN
    RETURN 'answered';
  END IF;
  PERFORM FROM public.enrollment e WHERE e.patient_id = t.patient_id ORDER BY e.id FOR UPDATE;
  IF EXISTS (
    SELECT FROM public.patient p WHERE p.site_id = t.to_site_id AND p.study_id = new_study_id
  ) THEN
    RETURN 'study-id';
  END IF;
  SELECT * INTO identity FROM public.patient_identity i WHERE i.patient_id = t.patient_id;
  IF EXISTS (
    SELECT FROM public.patient_identity i
    WHERE i.site_id = t.to_site_id
      AND i.record_number = coalesce(new_record_number, identity.record_number)
  ) THEN
    RETURN 'record-number';
  END IF;

  FOR pinned IN
    SELECT DISTINCT s.* FROM public.settings_profile s
    JOIN public.enrollment e ON e.settings_profile_id = s.id
    WHERE e.patient_id = t.patient_id AND s.site_id <> t.to_site_id
  LOOP
    copy_name := pinned.name || ' (from '
      || (SELECT s.code FROM public.site s WHERE s.id = pinned.site_id) || ')';
    SELECT s.id INTO copy_id FROM public.settings_profile s
    WHERE s.site_id = t.to_site_id AND s.protocol_version_id = pinned.protocol_version_id
      AND s.name = copy_name AND s."values" = pinned."values";
    IF copy_id IS NULL THEN
      INSERT INTO public.settings_profile (
        site_id, protocol_version_id, name, version, "values", approved_by, approved_at, note
      )
      SELECT
        t.to_site_id, pinned.protocol_version_id, copy_name,
        coalesce((
          SELECT max(s.version) FROM public.settings_profile s
          WHERE s.site_id = t.to_site_id AND s.protocol_version_id = pinned.protocol_version_id
            AND s.name = copy_name
        ), 0) + 1,
        pinned."values", pinned.approved_by, pinned.approved_at,
        'Came with a transfer from ' || t.from_site_name
      RETURNING id INTO copy_id;
    END IF;
    UPDATE public.enrollment e SET settings_profile_id = copy_id
    WHERE e.patient_id = t.patient_id AND e.settings_profile_id = pinned.id;
  END LOOP;

  -- A number that somebody else has at the new site must not get there even for a moment.
  UPDATE public.patient_identity i SET record_number = NULL WHERE i.patient_id = t.patient_id;
  UPDATE public.patient p
  SET site_id = t.to_site_id, study_id = new_study_id, version = p.version + 1
  WHERE p.id = t.patient_id;
  UPDATE public.patient_identity i
  SET record_number = coalesce(new_record_number, identity.record_number), version = i.version + 1
  WHERE i.patient_id = t.patient_id;
  -- Whoever was in charge of him works at the other site; a form that is open there is out of date.
  UPDATE public.enrollment e SET assigned_to = NULL, version = e.version + 1
  WHERE e.patient_id = t.patient_id;
  UPDATE public.site_transfer x
  SET status = 'accepted', answered_by = app.user_id(), answered_at = now(), version = x.version + 1,
      answered_by_name = (SELECT u.display_name FROM public.user_account u WHERE u.id = app.user_id())
  WHERE x.id = transfer;
  RETURN 'moved';
END
$$;

REVOKE EXECUTE ON FUNCTION app.transfer_sites(), app.accept_transfer(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.transfer_sites(), app.accept_transfer(uuid, text, text) TO sertoli_app;

-- The history of a man goes with him whole: his former site does not read on in what it once wrote.
DROP POLICY readable ON audit_event;
CREATE POLICY readable ON audit_event FOR SELECT TO sertoli_app
  USING (
    CASE
      WHEN patient_id IS NOT NULL THEN EXISTS (
        SELECT FROM patient p
        WHERE p.id = audit_event.patient_id
          AND (NOT identity OR p.site_id = ANY ((SELECT app.identity_sites())::uuid[]))
      )
      WHEN site_id IS NOT NULL THEN
        site_id = ANY ((SELECT app.sites())::uuid[])
        AND (NOT identity OR site_id = ANY ((SELECT app.identity_sites())::uuid[]))
      ELSE
        actor_id = (SELECT app.active_user())
        OR row_id = (SELECT app.active_user())::text
        OR (table_name = 'protocol_version' AND (SELECT app.active_user()) IS NOT NULL)
        OR row_id = ANY ((SELECT app.administered_accounts())::text[])
    END
  );
