import 'server-only';
import { lockSeconds, remainingLockSeconds } from '@/lib/auth/lockout';
import { now } from '../clock';
import { prisma } from '../db/client';
import { verifyNothing, verifyPassword } from './password-hash';

export type PasswordOutcome =
  | { readonly status: 'accepted'; readonly userId: string; readonly sessionVersion: number }
  /** `waitSeconds` until the next attempt counts; 0 when it may be made at once. */
  | { readonly status: 'refused' | 'locked'; readonly waitSeconds: number };

type Credential = {
  user_id: string;
  password_hash: string;
  session_version: number;
  failed_attempts: number;
  locked_until: Date | null;
};

/**
 * Compares a password, with a growing delay after failures. A locked account is not compared at all: otherwise the
 * lock would tell a right guess from a wrong one.
 *
 * @param recordOutcome what stays of a comparison; a success has to forgive the attempts before it
 */
export async function checkPassword(
  email: string,
  password: string,
  recordOutcome: (userId: string, isRight: boolean) => Promise<void>,
): Promise<PasswordOutcome> {
  const credential = await findCredential(email);
  if (credential === null) {
    await verifyNothing(password);
    return { status: 'refused', waitSeconds: 0 };
  }
  const locked = remainingLockSeconds(credential.locked_until, now());
  if (locked > 0) {
    return { status: 'locked', waitSeconds: locked };
  }
  const waitSeconds = lockSeconds(credential.failed_attempts + 1);
  if (!(await countAttempt(credential, waitSeconds))) {
    // Another attempt on this account came in between; this one was not compared.
    return { status: 'locked', waitSeconds: 1 };
  }
  const isRight = await verifyPassword(credential.password_hash, password);
  await recordOutcome(credential.user_id, isRight);
  if (!isRight) {
    return { status: 'refused', waitSeconds };
  }
  return {
    status: 'accepted',
    userId: credential.user_id,
    sessionVersion: credential.session_version,
  };
}

// These run outside `inTransaction`: at the sign-in nobody is known yet, and an attempt counts whatever becomes of the
// transaction that asked for it. The functions are all that such a connection can use.

async function findCredential(email: string): Promise<Credential | null> {
  const rows = await prisma().$queryRaw<Credential[]>`SELECT * FROM app.find_credential(${email})`;
  return rows[0] ?? null;
}

async function countAttempt(credential: Credential, waitSeconds: number): Promise<boolean> {
  const lockUntil = waitSeconds === 0 ? null : new Date(now().getTime() + waitSeconds * 1000);
  const [row] = await prisma().$queryRaw<{ counted: boolean }[]>`
    SELECT app.count_sign_in_attempt(
      ${credential.user_id}::uuid, ${credential.failed_attempts}::integer, ${lockUntil}::timestamptz
    ) AS counted`;
  return row?.counted === true;
}
