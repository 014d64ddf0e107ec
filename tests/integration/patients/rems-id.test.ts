import { beforeAll, describe, expect, test } from 'vitest';
import { sitesWhere } from '@/lib/auth/can';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { studyCsv } from '@/lib/server/export/study-csv';
import { getRemsIdentity } from '@/lib/server/patients/rems-identity';
import { setRemsId } from '@/lib/server/patients/set-rems-id';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic(owner);
});

const reason = 'Enrolled in the REMS today';
const remsId = 'REMS-0815-SECRET';

async function manWithId() {
  const { patientId } = await importMan(clinic);
  await submit(setRemsId, clinic.nurse, { patientId, version: 1, remsId, reason });
  return patientId;
}

describe('the REMS id', () => {
  test('is read by who reads names and by nobody else', async () => {
    const patientId = await manWithId();
    expect(await getRemsIdentity(clinic.nurse, patientId)).toEqual({ remsId, version: 2 });
    expect(await getRemsIdentity(clinic.coordinator, patientId)).toBeNull();
    expect(await getRemsIdentity(clinic.administrator, patientId)).toBeNull();
  });

  test('left blank is taken away', async () => {
    const patientId = await manWithId();
    await submit(setRemsId, clinic.physician, { patientId, version: 2, remsId: ' ', reason });
    expect(await getRemsIdentity(clinic.nurse, patientId)).toEqual({ remsId: null, version: 3 });
  });

  test('is not overwritten by who saw an older one', async () => {
    const patientId = await manWithId();
    const stale = { patientId, version: 1, remsId: 'other', reason };
    expect(await refusalOf(submit(setRemsId, clinic.nurse, stale))).toMatchObject({
      code: 'STALE_VERSION',
    });
  });

  test('is in no export, and in no event of the trail that is read without names', async () => {
    await manWithId();
    const actor = clinic.physician;
    for (const definition of protocolLibrary) {
      const study = { actor, sites: sitesWhere(actor, 'export:study'), definition };
      expect(await new Response(studyCsv(study)).text()).not.toContain(remsId);
    }
    const { rows } = await owner.query(
      'SELECT table_name FROM audit_event WHERE NOT identity AND after::text LIKE $1',
      [`%${remsId}%`],
    );
    expect(rows).toEqual([]);
  });
});
