-- The signer's name as it read when he signed. Null where nobody signed here: what was taken over from
-- its source, and what was decided before signatures were asked for.
ALTER TABLE decision ADD COLUMN printed_name text;

-- What was signed is fixed: the program may mark a decision as reopened or superseded, no more.
REVOKE UPDATE ON decision FROM sertoli_app;
GRANT UPDATE (reopened_at, reopen_reason, superseded_by, version) ON decision TO sertoli_app;

-- A right password under a signature forgives the attempts before it, as at the sign-in; it is no sign-in.
CREATE FUNCTION app.forgive_attempts(account uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE public.user_credential SET failed_attempts = 0, locked_until = NULL WHERE user_id = account
$$;
REVOKE EXECUTE ON FUNCTION app.forgive_attempts(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.forgive_attempts(uuid) TO sertoli_app;
