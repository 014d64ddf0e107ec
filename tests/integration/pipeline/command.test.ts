import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { AppError } from '@/lib/server/app-error';
import { defineCommand } from '@/lib/server/command';
import { closeDatabase } from '@/lib/server/db/client';
import { addSite, addUser, loadActor, type TestSite } from '@/tests/support/accounts';
import { openTestDatabase } from '@/tests/support/database';

const database = await openTestDatabase();
afterAll(closeDatabase);

// The smallest command that writes: a patient with a study id at a site.
const addPatient = defineCommand({
  name: 'test.add-patient',
  schema: z.object({
    siteId: z.uuid(),
    studyId: z.string().trim().min(1, 'Enter a study id.').max(20, 'Too long.'),
    refuse: z.boolean().optional(),
    reason: z.string().optional(),
  }),
  permission: 'patient:enroll',
  findSite: async (tx, input) => {
    const [site] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM site WHERE id = ${input.siteId}::uuid`;
    return site?.id ?? null;
  },
  run: async ({ tx, site, today }, input) => {
    const [patient] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO patient (site_id, study_id) VALUES (${site.siteId}::uuid, ${input.studyId})
      RETURNING id`;
    if (input.refuse === true) {
      throw new AppError('NOT_ELIGIBLE', { detail: 'test' });
    }
    return { patientId: patient?.id ?? '', today };
  },
});

let home: TestSite;
let away: TestSite;
let staff: Actor;
let coordinator: Actor;

beforeAll(async () => {
  home = await addSite(database.owner, 'HOME');
  away = await addSite(database.owner, 'AWAY', 'Pacific/Auckland');
  staff = await loadActor(database.owner, await addUser(database.owner, 'staff', [home]));
  coordinator = await loadActor(
    database.owner,
    await addUser(database.owner, 'coordinator', [home]),
  );
});

async function countPatients(studyId: string): Promise<number> {
  const { rows } = await database.owner.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM patient WHERE study_id = $1',
    [studyId],
  );
  return rows[0]?.count ?? -1;
}

async function listRefusals(requestId: string) {
  const { rows } = await database.owner.query<{
    actor_id: string;
    site_id: string | null;
    after: unknown;
  }>(
    `SELECT actor_id, site_id, after FROM audit_event WHERE event = 'refused' AND request_id = $1`,
    [requestId],
  );
  return rows;
}

const once = () => ({ submissionId: randomUUID(), requestId: randomUUID() });
const refusedWith = (code: string) => expect.objectContaining({ name: 'AppError', code });

describe('a command', () => {
  test('writes as the actor, with the reason in the audit trail', async () => {
    const options = once();
    const input = { siteId: home.id, studyId: 'A-1', reason: 'transcribed from paper' };
    const { patientId } = await addPatient.execute(staff, input, options);
    const { rows } = await database.owner.query(
      `SELECT event, actor_id, actor_role, reason FROM audit_event
       WHERE table_name = 'patient' AND row_id = $1 AND request_id = $2`,
      [patientId, options.requestId],
    );
    expect(rows).toEqual([
      {
        event: 'insert',
        actor_id: staff.userId,
        actor_role: 'staff',
        reason: 'transcribed from paper',
      },
    ]);
  });

  test('refuses what the schema refuses, by field, before it opens a transaction', async () => {
    const options = once();
    const failure = addPatient.execute(staff, { siteId: 'x', studyId: ' ' }, options);
    await expect(failure).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fieldErrors: { siteId: [expect.any(String)], studyId: ['Enter a study id.'] },
    });
    expect(await listRefusals(options.requestId)).toEqual([]);
  });

  test('refuses a zero character beside its field', async () => {
    const failure = addPatient.execute(staff, { siteId: home.id, studyId: 'a\0' }, once());
    await expect(failure).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fieldErrors: { studyId: [expect.stringContaining('cannot be stored')] },
    });
  });

  test('finds nothing at a site where the actor does not work', async () => {
    const options = once();
    const failure = addPatient.execute(staff, { siteId: away.id, studyId: 'A-2' }, options);
    await expect(failure).rejects.toEqual(refusedWith('NOT_FOUND'));
    expect(await countPatients('A-2')).toBe(0);
  });

  test('refuses a role without the permission and leaves an event that outlives the rollback', async () => {
    const options = once();
    const failure = addPatient.execute(coordinator, { siteId: home.id, studyId: 'A-3' }, options);
    await expect(failure).rejects.toEqual(refusedWith('FORBIDDEN'));
    expect(await countPatients('A-3')).toBe(0);
    expect(await listRefusals(options.requestId)).toEqual([
      {
        actor_id: coordinator.userId,
        site_id: home.id,
        after: { command: 'test.add-patient', code: 'FORBIDDEN', detail: 'patient:enroll' },
      },
    ]);
  });

  test('a clinical refusal rolls back and is recorded', async () => {
    const options = once();
    const input = { siteId: home.id, studyId: 'A-4', refuse: true };
    await expect(addPatient.execute(staff, input, options)).rejects.toEqual(
      refusedWith('NOT_ELIGIBLE'),
    );
    expect(await countPatients('A-4')).toBe(0);
    expect(await listRefusals(options.requestId)).toHaveLength(1);
  });

  test('a key that is already in use is a refusal with its field', async () => {
    await addPatient.execute(staff, { siteId: home.id, studyId: 'A-5' }, once());
    const failure = addPatient.execute(staff, { siteId: home.id, studyId: 'A-5' }, once());
    await expect(failure).rejects.toMatchObject({
      code: 'DUPLICATE',
      fieldErrors: { studyId: ['This is already in use.'] },
    });
  });
});

describe('a submission id', () => {
  test('a repeat returns the first result and writes nothing', async () => {
    const options = once();
    const input = { siteId: home.id, studyId: 'S-1' };
    const first = await addPatient.execute(staff, input, options);
    expect(await addPatient.execute(staff, input, options)).toEqual(first);
    expect(await countPatients('S-1')).toBe(1);
  });

  test('eight at the same moment have one effect and one result', async () => {
    const options = once();
    const input = { siteId: home.id, studyId: 'S-2' };
    const results = await Promise.all(
      Array.from({ length: 8 }, () => addPatient.execute(staff, input, options)),
    );
    expect(new Set(results.map((result) => result.patientId)).size).toBe(1);
    expect(await countPatients('S-2')).toBe(1);
  });

  test('after a refusal the corrected form may use it again', async () => {
    const options = once();
    const refused = addPatient.execute(
      staff,
      { siteId: home.id, studyId: 'S-3', refuse: true },
      options,
    );
    await expect(refused).rejects.toEqual(refusedWith('NOT_ELIGIBLE'));
    await addPatient.execute(staff, { siteId: home.id, studyId: 'S-3' }, options);
    expect(await countPatients('S-3')).toBe(1);
  });

  test('another person cannot read a result by its id', async () => {
    const options = once();
    await addPatient.execute(staff, { siteId: home.id, studyId: 'S-4' }, options);
    const colleague = await loadActor(
      database.owner,
      await addUser(database.owner, 'staff', [home]),
    );
    const failure = addPatient.execute(colleague, { siteId: home.id, studyId: 'S-5' }, options);
    await expect(failure).rejects.toEqual(refusedWith('CONFLICT'));
  });
});
