// Who asks for an archive to be read learns at once why it cannot be.
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { keepArchive } from '@/lib/server/archive/keep-archive';
import { requestArchiveImport } from '@/lib/server/archive/request-archive-import';
import { writeStoredFile } from '@/lib/server/files/write-stored-file';
import { importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
const requestId = randomUUID();

test('a site with patients takes no archive', async () => {
  const clinic = await openClinic(owner, 'FULL');
  await importMan(clinic);
  const input = { siteId: clinic.site.id, fileId: randomUUID(), fromSite: null };
  const refusal = await refusalOf(submit(requestArchiveImport, clinic.physician, input));
  expect(refusal).toMatchObject({ code: 'CONFLICT' });
});

test('a file that was brought as something else is not read as an archive', async () => {
  const { site, nurse } = await openClinic(owner, 'FREE');
  const file = {
    siteId: site.id,
    siteIds: [site.id],
    name: 'import-labs',
    mediaType: 'application/octet-stream',
    holdsIdentity: true,
    expiresAt: new Date(Date.now() + 86_400_000),
    requestId,
  };
  const { id: fileId } = await writeStoredFile(nurse, file, Readable.from([Buffer.from('a')]));
  const input = { siteId: site.id, fileId, fromSite: null };
  const refusal = await refusalOf(submit(requestArchiveImport, nurse, input));
  expect(refusal).toMatchObject({ code: 'NOT_FOUND' });
});

test.each([
  ['no ZIP file', Buffer.from('Study id\nS-1')],
  ['empty', Buffer.alloc(0)],
])('a file that is %s is refused beside its field', async (_what, bytes) => {
  const { site, nurse } = await openClinic(owner, `NEW${bytes.length}`);
  const kept = keepArchive(nurse, site.id, Readable.from([bytes]), { requestId });
  const refusal = await refusalOf(kept);
  expect(refusal).toMatchObject({
    code: 'INVALID_INPUT',
    fields: { file: [expect.stringContaining('cannot be read as a study archive')] },
  });
});

test('who may not enroll brings no archive', async () => {
  const { site, coordinator } = await openClinic(owner, 'SHUT');
  const kept = keepArchive(coordinator, site.id, Readable.from([]), { requestId });
  expect(await refusalOf(kept)).toMatchObject({ code: 'FORBIDDEN' });
});
