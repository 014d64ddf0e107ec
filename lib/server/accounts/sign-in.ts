import 'server-only';
import { prisma } from '../db/client';
import { checkPassword, type PasswordOutcome } from './check-password';

/** Compares a password at the door; every attempt that was compared is an event of the audit trail. */
export async function signIn(email: string, password: string): Promise<PasswordOutcome> {
  return await checkPassword(email, password, recordSignIn);
}

async function recordSignIn(userId: string, isRight: boolean): Promise<void> {
  await prisma().$executeRaw`SELECT app.record_sign_in(${userId}::uuid, ${isRight})`;
}
