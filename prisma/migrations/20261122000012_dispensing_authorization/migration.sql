-- The number by which the pharmacy was allowed to dispense. Like the patient's REMS id it leads to the
-- man in somebody else's system, so it stands apart from the record of the supply, and those who may
-- not read names read neither.
CREATE TABLE dispensing_authorization (
  record_id uuid PRIMARY KEY,
  site_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  "number" text NOT NULL CHECK ("number" ~ '^[0-9]{1,30}$'),
  FOREIGN KEY (record_id, patient_id, site_id)
    REFERENCES record (id, patient_id, site_id) ON UPDATE CASCADE
);

CALL app.enforce_row_security('dispensing_authorization');
CREATE POLICY identity_sites ON dispensing_authorization TO sertoli_app
  USING (site_id = ANY ((SELECT app.identity_sites())::uuid[]))
  WITH CHECK (site_id = ANY ((SELECT app.identity_sites())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON dispensing_authorization TO sertoli_app;

-- Its trail carries the policy of identities, too.
CREATE OR REPLACE FUNCTION app.audit_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  key_column text := TG_ARGV[0];
  left_out text[] := coalesce(TG_ARGV[1:], '{}');
  site_column text := CASE TG_TABLE_NAME WHEN 'site' THEN 'id' ELSE 'site_id' END;
  patient_column text := CASE TG_TABLE_NAME WHEN 'patient' THEN 'id' ELSE 'patient_id' END;
  is_identity boolean := TG_TABLE_NAME IN ('patient_identity', 'dispensing_authorization');
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

CALL app.audit_changes('dispensing_authorization', 'record_id');
