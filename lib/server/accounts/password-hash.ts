import 'server-only';
import { hash, verify } from '@node-rs/argon2';

// Argon2id with 19 MiB, two passes, one lane: the OWASP Password Storage Cheat Sheet's first choice.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real comparison, so that the time of an answer does not tell which accounts exist. */
export async function verifyNothing(password: string): Promise<void> {
  decoy ??= hashPassword('no account has this password');
  await verifyPassword(await decoy, password);
}
