import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/auth/actor';
import { AppError } from '../app-error';
import type { ExecuteOptions } from '../command';
import { contentHash } from '../content-hash';

interface Asked {
  readonly actor: Actor;
  readonly requestId: string;
  /** `POST /patients`, with the parameters filled in. */
  readonly address: string;
  readonly body: Readonly<Record<string, unknown>> | null;
}

/**
 * The same key of the same person is the same submission, whose first result is answered again; with another body it
 * is refused. Without a key every request is one of its own.
 *
 * @throws INVALID_INPUT
 */
export function optionsOf(key: string | null, asked: Asked): ExecuteOptions {
  const { actor, requestId } = asked;
  if (key === null) {
    return { submissionId: randomUUID(), requestId };
  }
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new AppError('INVALID_INPUT', {
      message:
        'Idempotency-Key has 1 to 200 printable characters without spaces, for example a UUID.',
    });
  }
  return { submissionId: idOf(`${actor.userId}\n${key}`), requestId, inputHash: hashOf(asked) };
}

/** UUID version 8 of RFC 9562: its bits are a hash of the name. */
function idOf(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Without the password of a signature: beside the rest of the body, its hash could be guessed at. */
function hashOf({ address, body }: Asked): string {
  const { password: _, ...content } = body ?? {};
  return contentHash({ address, content });
}
