import 'server-only';
import { DatabaseError } from 'pg';
import type { ErrorCode } from '@/lib/core/error-code';
import { AppError } from '../app-error';

/**
 * What the database may refuse although nothing is broken, by SQLSTATE. Anything else is a bug and
 * stays as it is. A violated row policy and a missing grant share one code.
 */
const refusals: Readonly<Record<string, ErrorCode>> = {
  '23505': 'DUPLICATE',
  '42501': 'FORBIDDEN',
  '40001': 'CONFLICT',
  '40P01': 'CONFLICT',
  '55P03': 'CONFLICT',
};

/** The columns of each key that a person's input can collide with, as the forms name them. */
const fieldsOfKeys: Readonly<Record<string, readonly string[]>> = {
  site_code_key: ['code'],
  user_account_email_key: ['email'],
  site_membership_user_id_site_id_role_key: ['role'],
  patient_site_id_study_id_key: ['studyId'],
  patient_identity_site_id_record_number_key: ['recordNumber'],
  enrollment_one_active_per_patient: ['patientId'],
};

/**
 * The one translator of database errors: an expected refusal, or the error itself. The database's
 * own text can quote patients' values, so nothing of it goes into the refusal but names of keys.
 */
export function translateDatabaseError(error: unknown): unknown {
  const { state, key } = readDatabaseError(error);
  const code = state === undefined ? undefined : refusals[state];
  if (code === undefined) {
    return error;
  }
  const fields = key === undefined ? [] : (fieldsOfKeys[key] ?? []);
  return new AppError(code, {
    detail: key ?? `database ${state}`,
    ...(fields.length > 0 && {
      fields: Object.fromEntries(fields.map((field) => [field, 'This is already in use.'])),
    }),
  });
}

type Failure = { readonly state?: string | undefined; readonly key?: string | undefined };

/** From Prisma (the driver's answer stands under `meta`, whatever the P-code) or from `pg`. */
function readDatabaseError(error: unknown): Failure {
  if (error instanceof DatabaseError) {
    return { state: error.code, key: error.constraint };
  }
  const cause = at(error, 'meta', 'driverAdapterError', 'cause');
  return { state: text(at(cause, 'originalCode')), key: text(at(cause, 'constraint', 'index')) };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
