import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { membershipWith } from '@/lib/auth/can';
import type { JsonObject } from '@/lib/core/json';
import { typedLine } from '@/lib/core/typed-text';
import { guessMapping } from '@/lib/import/guess-mapping';
import { importKinds } from '@/lib/import/import-kinds';
import { suggestedAnswers } from '@/lib/import/open-questions';
import { AppError } from '../app-error';
import { now } from '../clock';
import { inTransaction } from '../db/transaction';
import { getImportBytes } from '../env';
import { writeStoredFile } from '../files/write-stored-file';
import { parseInput } from '../parse-input';
import { permissionToImport } from './import-run';
import { profileFile } from './profile-file';
import { unreadableFile } from './unreadable-file';

const uploadInputSchema = z.object({
  siteId: z.uuid(),
  kind: z.enum(importKinds),
  fileName: typedLine(255),
});

/** How long a file that was brought is kept; its row stays. A proposal. */
const keptDays = 30;
const millisecondsPerDay = 86_400_000;

export interface UploadedImport {
  readonly importId: string;
}

/**
 * Keeps a file while it arrives, and says what is in it. Nothing of it is recorded yet.
 *
 * @throws FORBIDDEN; INVALID_INPUT for a file that is too big (while it is read) or no table.
 */
export async function uploadImport(
  actor: Actor,
  input: z.input<typeof uploadInputSchema>,
  bytes: AsyncIterable<Uint8Array>,
  { requestId }: { readonly requestId: string },
): Promise<UploadedImport> {
  const { siteId, kind, fileName } = parseInput(uploadInputSchema, input);
  const permission = permissionToImport(kind);
  if (membershipWith(actor, permission, siteId) === undefined) {
    throw new AppError('FORBIDDEN', { detail: permission });
  }
  const file = {
    siteId,
    siteIds: [siteId],
    // The name that a person gave can be a patient's.
    name: `import-${kind}`,
    mediaType: 'application/octet-stream',
    holdsIdentity: true,
    expiresAt: new Date(now().getTime() + keptDays * millisecondsPerDay),
    requestId,
  };
  const stored = await writeStoredFile(actor, file, atMost(bytes, getImportBytes()));
  const { profile, layout } = await profileFile(actor, stored.id);
  if (profile.format === 'fhir-bundle' && kind !== 'labs') {
    throw unreadableFile('Of a FHIR Bundle only laboratory results are read.');
  }
  const mapping = guessMapping(kind, profile.columns, null);
  const settings = { layout, mapping, answers: suggestedAnswers(kind, profile, mapping, null) };
  const { id: importId } = await inTransaction(actor, { requestId }, (tx) =>
    tx.importRun.create({
      data: {
        siteId,
        kind,
        fileId: stored.id,
        fileName,
        fileSha256: stored.sha256,
        fileBytes: stored.bytes,
        profile: profile as unknown as JsonObject,
        settings: settings as unknown as JsonObject,
      },
      select: { id: true },
    }),
  );
  return { importId };
}

async function* atMost(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of bytes) {
    read += piece.length;
    if (read > most) {
      throw unreadableFile(`The file has more than ${Math.floor(most / 1_048_576)} MB. Split it.`);
    }
    yield piece;
  }
}
