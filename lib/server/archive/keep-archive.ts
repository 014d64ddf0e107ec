import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import { AppError } from '../app-error';
import { now } from '../clock';
import { readStoredFile } from '../files/read-stored-file';
import { writeStoredFile } from '../files/write-stored-file';
import { readArchive } from './read-archive';

/** How long an archive that was brought is kept. A proposal, as for every file to import. */
const keptDays = 30;
const millisecondsPerDay = 86_400_000;

export const archiveFileName = 'study-archive.zip';

export interface KeptArchive {
  readonly fileId: string;
  readonly protocol: string;
  /** Codes of the sites whose men it holds. */
  readonly sites: readonly string[];
  readonly members: number;
}

/**
 * Keeps an archive while it arrives, and says what it is. Nothing of it is recorded yet.
 *
 * @throws FORBIDDEN; INVALID_INPUT for what is no archive of a study.
 */
export async function keepArchive(
  actor: Actor,
  siteId: string,
  bytes: AsyncIterable<Uint8Array>,
  { requestId }: { readonly requestId: string },
): Promise<KeptArchive> {
  if (!can(actor, 'patient:enroll', siteId)) {
    throw new AppError('FORBIDDEN', { detail: 'patient:enroll' });
  }
  const file = {
    siteId,
    siteIds: [siteId],
    name: archiveFileName,
    mediaType: 'application/zip',
    holdsIdentity: true,
    expiresAt: new Date(now().getTime() + keptDays * millisecondsPerDay),
    requestId,
  };
  const { id: fileId } = await writeStoredFile(actor, file, bytes);
  try {
    for await (const part of readArchive(readStoredFile(actor, fileId))) {
      if (part.kind === 'manifest') {
        const { protocol, sites, members } = part.manifest;
        return { fileId, protocol, sites, members };
      }
    }
  } catch (error) {
    throw error instanceof AppError ? besideTheField(error.userMessage) : error;
  }
  throw besideTheField('This file cannot be read as a study archive. It has no manifest.');
}

function besideTheField(message: string): AppError {
  return new AppError('INVALID_INPUT', { message, fields: { file: message } });
}
