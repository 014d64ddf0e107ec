import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { amendPartner } from '@/lib/server/partners/amend-partner';
import { recordPartner } from '@/lib/server/partners/record-partner';
import { recordCheck } from '@/lib/server/procedures/record-check';
import { recordCycle } from '@/lib/server/procedures/record-cycle';
import { recordProcedure } from '@/lib/server/procedures/record-procedure';
import { amendRecord } from '@/lib/server/records/amend-record';
import { recordHistory } from '@/lib/server/records/record-history';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-11-22');
  clinic = await openClinic(owner);
});

type Entry = ImportedCourseInput['records'][number];

const failedTese = {
  kind: 'procedure',
  on: '2025-12-01',
  content: { kind: 'tese', spermFound: 'no' },
} as const satisfies Entry;

const azf = (answer: string, on = '2025-12-10'): Entry => ({
  kind: 'finding',
  on,
  content: { finding: 'azf-deletion', answer },
});

const salvageMan = (...records: readonly Entry[]) =>
  importMan(clinic, {
    protocol: 'salvage-micro-tese',
    arm: 'salvage',
    consentOn: '2026-01-05',
    enrolledOn: '2026-01-05',
    records: [failedTese, azf('none'), ...records],
  });

const operation = (enrollmentId: string, on: string, content: object = {}) =>
  submit(recordProcedure, clinic.nurse, {
    enrollmentId,
    entry: { on, content: { kind: 'micro-tese', ...content } },
  });

async function stateOf(enrollmentId: string, requirement: string) {
  const { rows } = await owner.query<{ timing: string | null; off_plan: boolean }>(
    'SELECT timing, off_plan FROM occurrence WHERE enrollment_id = $1 AND requirement = $2',
    [enrollmentId, requirement],
  );
  return rows[0];
}

test('a man is not operated on after the day of his death', async () => {
  const { enrollmentId } = await importMan(clinic, {
    protocol: 'salvage-micro-tese',
    arm: 'salvage',
    consentOn: '2026-01-05',
    enrolledOn: '2026-01-05',
    records: [failedTese, azf('none')],
    ended: { on: '2026-07-10', status: 'died', reason: 'Accident' },
  });
  const refusal = await refusalOf(operation(enrollmentId, '2026-07-11'));
  expect(refusal.fields).toEqual({ 'entry.on': ['He died on 2026-07-10.'] });
  await operation(enrollmentId, '2026-07-10');
});

describe('salvage surgery', () => {
  test('before the interval is over needs a reason, and is then early by that reason', async () => {
    const { enrollmentId } = await salvageMan();
    const refusal = await refusalOf(operation(enrollmentId, '2026-05-31'));
    expect(refusal.fields).toEqual({
      'entry.content.earlierReason': [
        'TESE: 2025-12-01; 6 months later is 2026-06-01. Say why it was earlier.',
      ],
    });
    const earlierReason = 'The cycle of the partner could not be moved';
    await operation(enrollmentId, '2026-05-31', { earlierReason });
    expect(await stateOf(enrollmentId, 'salvage-surgery')).toEqual({
      timing: 'early',
      off_plan: true,
    });
  });

  test('on the day on which the interval is over needs none', async () => {
    const { enrollmentId } = await salvageMan();
    await operation(enrollmentId, '2026-06-01');
    expect(await stateOf(enrollmentId, 'salvage-surgery')).toEqual({
      timing: 'on-time',
      off_plan: false,
    });
  });

  test.each(['azfa-complete', 'azfb-complete'])(
    'with %s is refused whatever the reason',
    async (answer) => {
      const { enrollmentId } = await salvageMan(azf(answer, '2026-03-01'));
      const { fields } = await refusalOf(
        operation(enrollmentId, '2026-07-01', { earlierReason: 'He insists' }),
      );
      expect(Object.keys(fields)).toEqual(['entry.content.kind']);
      expect(fields['entry.content.kind']?.[0]).toMatch(/^Complete AZFa or AZFb deletion: /);
    },
  );

  test('of which the deletion was found only later is recorded', async () => {
    const { enrollmentId } = await salvageMan(azf('azfa-complete', '2026-08-01'));
    await expect(operation(enrollmentId, '2026-07-01')).resolves.toBeTruthy();
  });

  test('is held to the same at a visit and in an amendment', async () => {
    const { enrollmentId } = await salvageMan();
    const visit = await refusalOf(
      submit(recordVisit, clinic.nurse, {
        enrollmentId,
        visitedOn: '2026-05-31',
        procedures: [{ performedOn: '2026-05-31', content: { kind: 'micro-tese' } }],
      }),
    );
    expect(Object.keys(visit.fields)).toEqual(['procedures.0.content.earlierReason']);
    const { recordId } = await operation(enrollmentId, '2026-06-01');
    const amendment = await refusalOf(
      submit(amendRecord, clinic.nurse, {
        recordId,
        version: 1,
        reason: 'Wrong day',
        entry: { kind: 'procedure', on: '2026-05-31', content: { kind: 'micro-tese' } },
      }),
    );
    expect(Object.keys(amendment.fields)).toEqual(['entry.content.earlierReason']);
  });
});

describe('an operation', () => {
  test.each([
    ['in the future', '2026-11-23', 'This is in the future; today is 2026-11-22.'],
    [
      'before enrollment',
      '2026-01-04',
      'This is before enrollment on 2026-01-05; enter earlier findings as history.',
    ],
  ])('%s is refused', async (_when, on, message) => {
    const { enrollmentId } = await salvageMan();
    const { fields } = await refusalOf(operation(enrollmentId, on, { earlierReason: 'x' }));
    expect(fields['entry.on']).toEqual([message]);
  });

  test('before he was born is refused', async () => {
    const { patientId } = await salvageMan();
    const { fields } = await refusalOf(
      submit(recordHistory, clinic.nurse, {
        patientId,
        entries: [{ ...failedTese, on: '1988-02-29', source: 'Letter' }],
      }),
    );
    expect(fields['entries.0.on']).toEqual(['This is before he was born, on 1988-03-01.']);
    await expect(
      importMan(clinic, { records: [{ ...failedTese, on: '1988-02-29' }] }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('recorded a second time on its day is refused', async () => {
    const { enrollmentId } = await salvageMan();
    await operation(enrollmentId, '2026-06-01');
    expect((await refusalOf(operation(enrollmentId, '2026-06-01'))).code).toBe('DUPLICATE');
  });
});

describe('a check after an operation', () => {
  const check = (enrollmentId: string, on: string, content: object = { noneSeen: 'yes' }) =>
    submit(recordCheck, clinic.nurse, { enrollmentId, entry: { on, content } });

  test('completes the follow-up from six weeks on', async () => {
    const { enrollmentId } = await salvageMan();
    await operation(enrollmentId, '2026-08-31');
    await check(enrollmentId, '2026-10-12');
    expect((await stateOf(enrollmentId, 'complication-watch'))?.timing).toBe('on-time');
  });

  test('needs an operation before it, and no complication is in the future', async () => {
    const { enrollmentId } = await importMan(clinic);
    const complications = [{ kind: 'hematoma', from: '2026-11-23' }];
    const { fields } = await refusalOf(check(enrollmentId, '2026-10-12', { complications }));
    expect(Object.keys(fields)).toEqual(['entry.on', 'entry.content.complications.0.from']);
  });
});

describe('a cycle', () => {
  async function couple(consentOn = '2026-06-01') {
    const man = await importMan(clinic);
    const { partnerId } = await submit(recordPartner, clinic.nurse, {
      patientId: man.patientId,
      consentOn,
      birthYear: '1990',
    });
    return { ...man, partnerId };
  }

  const cycle = (enrollmentId: string, on: string, content: object) =>
    submit(recordCycle, clinic.nurse, {
      enrollmentId,
      entry: { kind: 'icsi-cycle', on, content },
    });

  test('needs a partner whose consent is not after it', async () => {
    const { enrollmentId, partnerId } = await couple();
    const without = await refusalOf(cycle(enrollmentId, '2026-07-01', {}));
    expect(without.fields['entry.content.partnerId']).toEqual([
      'Choose the partner whose consent is recorded.',
    ]);
    const early = await refusalOf(cycle(enrollmentId, '2026-05-31', { partnerId }));
    expect(early.fields['entry.content.partnerId']).toEqual([
      'Her consent is of 2026-06-01, after the oocyte retrieval on 2026-05-31.',
    ]);
    const other = await couple();
    const wrong = await refusalOf(
      cycle(enrollmentId, '2026-07-01', { partnerId: other.partnerId }),
    );
    expect(wrong.fields['entry.content.partnerId']).toEqual(['Choose one of his partners.']);
  });

  test('is amended as outcomes arrive, and refuses what lies in the future', async () => {
    const { enrollmentId, partnerId } = await couple();
    const transfer = { on: '2026-07-06', embryos: '1', origin: 'fresh' };
    const { recordId } = await cycle(enrollmentId, '2026-07-01', {
      partnerId,
      eggsRetrieved: '9',
      transfers: [transfer],
    });
    const amend = (outcome: object) =>
      submit(amendRecord, clinic.nurse, {
        recordId,
        version: 1,
        reason: 'Outcome',
        entry: {
          kind: 'icsi-cycle',
          on: '2026-07-01',
          content: { partnerId, eggsRetrieved: 9, transfers: [{ ...transfer, ...outcome }] },
        },
      });
    const early = await refusalOf(
      amend({ outcome: 'live-birth', outcomeOn: '2027-03-20', liveBorn: 1 }),
    );
    expect(Object.keys(early.fields)).toEqual(['entry.content.transfers.0.outcomeOn']);
    expect(await amend({ outcome: 'ongoing', outcomeOn: '2026-09-01' })).toMatchObject({
      version: 2,
    });
  });

  test('cannot lose its partner, nor can her consent move past it', async () => {
    const { enrollmentId, partnerId } = await couple();
    const { recordId } = await cycle(enrollmentId, '2026-07-01', { partnerId });
    const lost = await refusalOf(
      submit(amendRecord, clinic.nurse, {
        recordId,
        version: 1,
        reason: 'x',
        entry: { kind: 'icsi-cycle', on: '2026-07-01', content: {} },
      }),
    );
    expect(Object.keys(lost.fields)).toEqual(['entry.content.partnerId']);
    const moved = await refusalOf(
      submit(amendPartner, clinic.nurse, {
        partnerId,
        version: 1,
        consentOn: '2026-07-02',
        reason: 'Typed wrong',
      }),
    );
    expect(moved.fields).toEqual({
      consentOn: ['A cycle of hers began before, on 2026-07-01.'],
    });
    const parted = await refusalOf(
      submit(amendPartner, clinic.nurse, {
        partnerId,
        version: 1,
        consentOn: '2026-06-01',
        endedOn: '2026-06-30',
        reason: 'They separated',
      }),
    );
    expect(parted.fields).toEqual({ endedOn: ['A cycle of hers began on 2026-07-01.'] });
  });

  test('begins no more with a partner after the couple has ended', async () => {
    const { enrollmentId, partnerId } = await couple();
    const ended = { partnerId, version: 1, consentOn: '2026-06-01', endedOn: '2026-08-01' };
    await submit(amendPartner, clinic.nurse, { ...ended, reason: 'They separated' });
    const again = submit(amendPartner, clinic.nurse, { ...ended, reason: 'Again' });
    expect((await refusalOf(again)).code).toBe('STALE_VERSION');
    const { fields } = await refusalOf(cycle(enrollmentId, '2026-08-01', { partnerId }));
    expect(fields['entry.content.partnerId']).toEqual([
      'She has been no partner of his since 2026-08-01.',
    ]);
  });

  test('of a second partner is hers, and the first keeps her number', async () => {
    const { patientId } = await couple();
    await submit(recordPartner, clinic.nurse, { patientId, consentOn: '2026-08-01' });
    const { rows } = await owner.query(
      'SELECT ordinal, birth_year FROM partner WHERE patient_id = $1 ORDER BY ordinal',
      [patientId],
    );
    expect(rows).toEqual([
      { ordinal: 1, birth_year: 1990 },
      { ordinal: 2, birth_year: null },
    ]);
  });

  test('without a partner can be imported, and with one only after her consent', async () => {
    const record = { kind: 'icsi-cycle', on: '2026-07-01', content: {} } as const;
    const imported = (consentOn: string) =>
      importMan(clinic, { records: [record], partners: [{ consentOn, cycles: [0] }] });
    await expect(importMan(clinic, { records: [record] })).resolves.toBeTruthy();
    const { enrollmentId } = await imported('2026-07-01');
    const { rows } = await owner.query(
      `SELECT r.content ->> 'partnerId' = p.id::text AS hers
       FROM record r JOIN partner p USING (patient_id) WHERE r.enrollment_id = $1`,
      [enrollmentId],
    );
    expect(rows).toEqual([{ hers: true }]);
    await expect(imported('2026-07-02')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
