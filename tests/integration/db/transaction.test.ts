import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '@/lib/server/app-error';
import { closeDatabase, getPool, prisma } from '@/lib/server/db/client';
import { inReadTransaction, inTransaction, onConnection } from '@/lib/server/db/transaction';
import { openTestDatabase } from '@/tests/support/database';
import { addSampleRows, type SampleRows } from '@/tests/support/sample-rows';

const { owner } = await openTestDatabase();
afterAll(closeDatabase);

const siteCount = 8;
let worlds: readonly SampleRows[];

beforeAll(async () => {
  worlds = await Promise.all(Array.from({ length: siteCount }, () => addSampleRows(owner)));
});

const idOf = (world: SampleRows | undefined, table: string) => String(world?.[table]?.['id']);
const userOf = (world: SampleRows | undefined) => ({ userId: idOf(world, 'user_account') });
const scope = () => ({ requestId: randomUUID() });

test('400 transactions of 8 users on one pool see their own rows only', async () => {
  const seesOwnRowOnly = async (index: number) => {
    const world = worlds[index % siteCount];
    const patients = await inTransaction(userOf(world), scope(), (tx) =>
      tx.patient.findMany({ select: { id: true } }),
    );
    return patients.length === 1 && patients[0]?.id === idOf(world, 'patient');
  };
  // Four for each connection at a time: more would only test how long one waits for its turn.
  for (let start = 0; start < 400; start += 40) {
    const wave = Array.from({ length: 40 }, (_, index) => seesOwnRowOnly(start + index));
    expect(await Promise.all(wave)).not.toContain(false);
  }
});

test('nothing of a user stays on the connection, whether the work succeeded or failed', async () => {
  await inTransaction(userOf(worlds[0]), { ...scope(), reason: 'left over' }, (tx) =>
    tx.patient.count(),
  );
  await expect(
    inTransaction(userOf(worlds[1]), scope(), () => Promise.reject(new Error('stop'))),
  ).rejects.toThrow('stop');
  const left = await Promise.all(
    Array.from(
      { length: 10 },
      () =>
        prisma().$queryRaw<{ user: string | null; reason: string | null }[]>`
        SELECT nullif(current_setting('app.user_id', true), '') AS user,
               nullif(current_setting('app.reason', true), '') AS reason`,
    ),
  );
  expect(new Set(left.flat().map((row) => JSON.stringify(row)))).toEqual(
    new Set([JSON.stringify({ user: null, reason: null })]),
  );
  expect(await prisma().patient.count()).toBe(0);
});

test('work that throws leaves nothing behind', async () => {
  const siteId = idOf(worlds[0], 'site');
  const failing = inTransaction(userOf(worlds[0]), scope(), async (tx) => {
    await tx.patient.create({ data: { siteId, studyId: 'rolled-back' } });
    throw new AppError('NOT_ELIGIBLE');
  });
  await expect(failing).rejects.toMatchObject({ code: 'NOT_ELIGIBLE' });
  const { rowCount } = await owner.query("SELECT FROM patient WHERE study_id = 'rolled-back'");
  expect(rowCount).toBe(0);
});

test('a read transaction cannot write', async () => {
  const writing = inReadTransaction(userOf(worlds[0]), (tx) =>
    tx.visit.updateMany({ data: { note: 'changed' } }),
  );
  await expect(writing).rejects.toThrow('read-only transaction');
});

describe('a streaming connection', () => {
  const copySites = (world: SampleRows | undefined) =>
    onConnection(userOf(world), (client) =>
      text(client.query(copyTo('COPY (SELECT id FROM site) TO STDOUT'))),
    );

  test('obeys row-level security', async () => {
    expect(await copySites(worlds[2])).toBe(`${idOf(worlds[2], 'site')}\n`);
  });

  test('is closed after a failure, so that the next user gets a clean one', async () => {
    const endless = 'COPY (SELECT generate_series(1, 10000000)) TO STDOUT';
    const failing = onConnection(userOf(worlds[3]), (client) =>
      pipeline(client.query(copyTo(endless)), async () => {
        throw new Error('client went away');
      }),
    );
    await expect(failing).rejects.toThrow('client went away');
    expect(await copySites(worlds[4])).toBe(`${idOf(worlds[4], 'site')}\n`);
    expect(getPool().waitingCount).toBe(0);
  });
});

describe('what the database refuses', () => {
  const world = () => worlds[5];
  const siteId = () => idOf(world(), 'site');
  const as = <Result>(work: Parameters<typeof inTransaction<Result>>[2]) =>
    inTransaction(userOf(world()), scope(), work);

  test('a key in use is a duplicate that names its field', async () => {
    const studyId = String(world()?.['patient']?.['study_id']);
    await expect(
      as((tx) => tx.patient.create({ data: { siteId: siteId(), studyId } })),
    ).rejects.toMatchObject({
      code: 'DUPLICATE',
      fieldErrors: { studyId: ['This is already in use.'] },
    });
    await expect(
      as(
        (tx) =>
          tx.$executeRaw`INSERT INTO patient (site_id, study_id) VALUES (${siteId()}::uuid, ${studyId})`,
      ),
    ).rejects.toMatchObject({ code: 'DUPLICATE' });
  });

  test('a second active enrollment is a duplicate', async () => {
    const enrollment = idOf(world(), 'enrollment');
    const copy = as(
      (tx) => tx.$executeRaw`
      INSERT INTO enrollment (site_id, patient_id, protocol_version_id, settings_profile_id, arm, enrolled_on)
      SELECT site_id, patient_id, protocol_version_id, settings_profile_id, arm, enrolled_on
      FROM enrollment WHERE id = ${enrollment}::uuid`,
    );
    await expect(copy).rejects.toMatchObject({
      code: 'DUPLICATE',
      detail: 'enrollment_one_active_per_patient',
    });
  });

  test('a row of another site is forbidden', async () => {
    const elsewhere = idOf(worlds[6], 'site');
    await expect(
      as((tx) => tx.patient.create({ data: { siteId: elsewhere, studyId: 'new' } })),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('a deleted fact is forbidden', async () => {
    await expect(as((tx) => tx.visit.deleteMany())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test.each(['serialization_failure', 'deadlock_detected', 'lock_not_available'])(
    '%s is a conflict',
    async (condition) => {
      await expect(
        as((tx) => tx.$executeRawUnsafe(`DO $$ BEGIN RAISE ${condition}; END $$`)),
      ).rejects.toMatchObject({ code: 'CONFLICT' });
    },
  );

  test('a row that points to another patient is a bug and stays one', async () => {
    const patientId = idOf(worlds[6], 'patient');
    await expect(
      as((tx) =>
        tx.visit.create({
          data: {
            siteId: siteId(),
            patientId,
            visitedOn: new Date('2026-01-01'),
            recordedBy: userOf(world()).userId,
          },
        }),
      ),
    ).rejects.not.toBeInstanceOf(AppError);
  });

  test('a refusal repeats nothing that the database said about values', async () => {
    const studyId = String(world()?.['patient']?.['study_id']);
    const refused = await as((tx) =>
      tx.patient.create({ data: { siteId: siteId(), studyId } }),
    ).catch((error: unknown) => error);
    expect(JSON.stringify([refused, String(refused)])).not.toContain(studyId);
  });

  test('an error of pg itself is translated the same way', async () => {
    await expect(
      onConnection(userOf(world()), (client) => client.query('SELECT * FROM user_credential')),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
