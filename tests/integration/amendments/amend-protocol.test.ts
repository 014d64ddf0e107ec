import { beforeEach, describe, expect, test } from 'vitest';
import { membershipWith } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { amendProtocol } from '@/lib/server/amendments/amend-protocol';
import { previewAmendment } from '@/lib/server/amendments/preview-amendment';
import { checkProjection } from '@/lib/server/courses/check-projection';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { saveProfile } from '@/lib/server/settings/save-profile';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { type Clinic, courseOfMan, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { importUnderOlderVersion } from '@/tests/support/older-version';
import { refusalOf, submit } from '@/tests/support/submit';
import { recordsOfTreatment } from '@/tests/support/treated-man';

const { owner } = await openTestDatabase();

const code = 'isotretinoin-noa';
const today = '2026-06-01';
const men = 6;

let count = 0;
let clinic: Clinic;
let imported: readonly { readonly studyId: string; readonly enrollmentId: string }[];

/** First doses in January, one man a week later than the other; the third has not come since April. */
function courses() {
  return Array.from({ length: men }, (_, index) => {
    const firstDoseOn = toDay(civilDate(`2026-01-${10 + index}`));
    const until = toDay(civilDate(index === 2 ? '2026-04-05' : '2026-05-25'));
    return courseOfMan({
      studyId: `M-${index}`,
      records: recordsOfTreatment(firstDoseOn, until),
    });
  });
}

async function openOlderClinic(): Promise<Clinic> {
  count += 1;
  return await openClinic(owner, `AM${count}`);
}

beforeEach(async () => {
  setToday(today);
  clinic = await openOlderClinic();
  ({ imported } = await importUnderOlderVersion(owner, clinic, code, courses()));
});

function siteOf({ physician, site }: Clinic) {
  const membership = membershipWith(physician, 'protocol:amend', site.id);
  invariant(membership, 'a physician may amend');
  return membership;
}

async function previewAt(at: Clinic) {
  const preview = await previewAmendment(at.physician, siteOf(at), { code, to: null });
  invariant(preview, 'the site has the protocol');
  return preview;
}

async function inputFor(at: Clinic, chosen?: readonly string[]) {
  const { to, men: found } = await previewAt(at);
  return {
    siteId: at.site.id,
    protocol: code,
    edition: to.id,
    enrollments: found
      .filter(({ studyId }) => chosen === undefined || chosen.includes(studyId))
      .map(({ enrollmentId, version }) => ({ id: enrollmentId, version })),
    reason: 'The committee approved version 1.2',
    password: testPassword,
  };
}

/** Everything stored of the plans at a clinic but the ids, which differ from man to man. */
async function storedPlans({ site }: Clinic): Promise<readonly unknown[]> {
  const { rows } = await owner.query(
    `SELECT p.study_id, o.requirement, o.ordinal, o.kind, o.target_on, o.planned_on, o.opens_on, o.closes_on,
            o.optimal_from, o.optimal_to, o.missed_from, o.actual_on, o.timing, o.not_applicable_reason,
            o.pending_anchor, o.missing, o.partial, cardinality(o.record_ids) AS records,
            e.version, e.best_response, e.current_status, e.settings_profile_id IS NOT NULL AS pinned
     FROM occurrence o JOIN enrollment e ON e.id = o.enrollment_id JOIN patient p ON p.id = e.patient_id
     WHERE o.site_id = $1 ORDER BY p.study_id, o.requirement, o.ordinal, o.target_on`,
    [site.id],
  );
  return rows;
}

async function storedFlags({ site }: Clinic): Promise<readonly unknown[]> {
  const { rows } = await owner.query(
    `SELECT p.study_id, f.rule_id, f.rule_version, f.status, f.severity, f.message
     FROM flag f JOIN patient p ON p.id = f.patient_id
     WHERE f.site_id = $1 ORDER BY p.study_id, f.rule_id, f.message`,
    [site.id],
  );
  return rows;
}

async function versionsAt({ site }: Clinic): Promise<readonly string[]> {
  const { rows } = await owner.query<{ version: string }>(
    `SELECT v.version FROM enrollment e
     JOIN protocol_version v ON v.id = e.protocol_version_id
     JOIN patient p ON p.id = e.patient_id
     WHERE e.site_id = $1 ORDER BY p.study_id`,
    [site.id],
  );
  return rows.map(({ version }) => version);
}

async function projectionErrors(at: Clinic, of: typeof imported) {
  return await inReadTransaction(at.physician, async (tx) => {
    const found = [];
    for (const { enrollmentId } of of) {
      found.push(...(await checkProjection(tx, enrollmentId, civilDate(today))));
    }
    return found;
  });
}

describe('the preview', () => {
  test('names who would change and how, and writes nothing', async () => {
    const before = await storedPlans(clinic);
    const preview = await previewAt(clinic);
    expect(preview.men.map(({ studyId }) => studyId)).toEqual(imported.map((one) => one.studyId));
    expect(preview.left.map((one) => [one.edition.protocolVersion, one.men])).toEqual([
      ['1.1', men],
    ]);
    expect(preview.to.protocolVersion).not.toBe('1.1');
    expect(await storedPlans(clinic)).toEqual(before);
    expect(await versionsAt(clinic)).toEqual(Array.from({ length: men }, () => '1.1'));
  });

  test('says the same as the amendment then does', async () => {
    const preview = await previewAt(clinic);
    const before = await storedPlans(clinic);
    await submit(amendProtocol, clinic.physician, await inputFor(clinic));
    const changed = preview.men.some(({ lines }) => lines.length > 0);
    const differs = JSON.stringify(await storedPlans(clinic)) !== JSON.stringify(before);
    expect(differs || !changed).toBe(true);
    expect((await previewAt(clinic)).men).toEqual([]);
    expect((await previewAt(clinic)).following).toBe(men);
  });
});

describe('an amendment', () => {
  test('of all men at once is identical to one after the other', async () => {
    const other = await openOlderClinic();
    await importUnderOlderVersion(owner, other, code, courses());
    expect(await submit(amendProtocol, clinic.physician, await inputFor(clinic))).toMatchObject({
      amended: men,
    });
    for (const { studyId } of imported) {
      await submit(amendProtocol, other.physician, await inputFor(other, [studyId]));
    }
    expect(await storedPlans(clinic)).toEqual(await storedPlans(other));
    expect(await storedFlags(clinic)).toEqual(await storedFlags(other));
  });

  test('leaves plans that rebuilding would not change, also after the next visit and a late one', async () => {
    await submit(amendProtocol, clinic.physician, await inputFor(clinic));
    expect(await projectionErrors(clinic, imported)).toEqual([]);
    const [man] = imported;
    for (const visitedOn of ['2026-06-01', '2026-03-10']) {
      await submit(recordVisit, clinic.nurse, {
        enrollmentId: man?.enrollmentId ?? '',
        visitedOn,
        note: 'Came in between.',
        anotherContactConfirmed: true,
        symptomCheck: { answers: { headache: 'mild' } },
      });
    }
    expect(await projectionErrors(clinic, imported)).toEqual([]);
  });

  test('of one man moves nobody else', async () => {
    await submit(amendProtocol, clinic.physician, await inputFor(clinic, ['M-1']));
    const versions = await versionsAt(clinic);
    expect(versions.filter((version) => version !== '1.1')).toHaveLength(1);
    expect(versions[1]).not.toBe('1.1');
  });

  test('rewrites nothing that was done or missed before', async () => {
    const past = async () => {
      const { rows } = await owner.query(
        `SELECT enrollment_id, key, target_on, opens_on, closes_on, actual_on, timing, missed_from
         FROM occurrence WHERE site_id = $1 AND (actual_on < $2 OR missed_from < $2)
         ORDER BY enrollment_id, key`,
        [clinic.site.id, today],
      );
      return rows;
    };
    const before = await past();
    await submit(amendProtocol, clinic.physician, await inputFor(clinic));
    expect(await past()).toEqual(before);
    expect(before.length).toBeGreaterThan(men * 10);
  });

  test('is signed, and stands with its reason and both versions', async () => {
    await submit(amendProtocol, clinic.physician, await inputFor(clinic, ['M-0']));
    const { rows } = await owner.query(
      `SELECT a.effective_on::text, a.reason, a.printed_name, a.applied_by_role, a.enrollment_version,
              f.version AS "from", t.version = f.version AS same
       FROM protocol_amendment a
       JOIN protocol_version f ON f.id = a.from_protocol_version_id
       JOIN protocol_version t ON t.id = a.to_protocol_version_id
       WHERE a.site_id = $1`,
      [clinic.site.id],
    );
    expect(rows).toEqual([
      {
        effective_on: today,
        reason: 'The committee approved version 1.2',
        printed_name: clinic.physician.displayName,
        applied_by_role: 'physician',
        enrollment_version: 2,
        from: '1.1',
        same: false,
      },
    ]);
  });
});

describe('refused, and nothing is half applied', () => {
  test.each([
    ['a wrong password', { password: 'not this one' }, 'INVALID_INPUT'],
    ['no reason', { reason: ' ' }, 'INVALID_INPUT'],
    ['nobody chosen', { enrollments: [] }, 'INVALID_INPUT'],
  ])('%s', async (_what, change, refusal) => {
    const input = { ...(await inputFor(clinic)), ...change };
    expect(await refusalOf(submit(amendProtocol, clinic.physician, input))).toMatchObject({
      code: refusal,
    });
    expect(await versionsAt(clinic)).toEqual(Array.from({ length: men }, () => '1.1'));
  });

  test('a man who was amended meanwhile: it says how many, and the others stay as they were', async () => {
    const seen = await inputFor(clinic);
    await submit(amendProtocol, clinic.physician, await inputFor(clinic, ['M-3', 'M-4']));
    const refusal = await refusalOf(submit(amendProtocol, clinic.physician, seen));
    expect(refusal).toMatchObject({
      code: 'STALE_VERSION',
      message: expect.stringContaining('2 men of 6 changed'),
    });
    const versions = await versionsAt(clinic);
    expect(versions.filter((version) => version === '1.1')).toHaveLength(men - 2);
  });

  test('two physicians at once: the second is told', async () => {
    const input = await inputFor(clinic);
    const outcomes = await Promise.allSettled([
      submit(amendProtocol, clinic.physician, input),
      submit(amendProtocol, clinic.physician, input),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'STALE_VERSION' });
    expect(await projectionErrors(clinic, imported)).toEqual([]);
  });
});

describe('a form that was opened before', () => {
  const visitOf = (enrollmentVersion?: number) => ({
    enrollmentId: imported[0]?.enrollmentId ?? '',
    visitedOn: today,
    note: 'Typed meanwhile.',
    ...(enrollmentVersion !== undefined && { enrollmentVersion }),
  });

  test('is told that the plan changed, with both, and saves once a person goes on', async () => {
    await submit(amendProtocol, clinic.physician, await inputFor(clinic));
    const refusal = await refusalOf(submit(recordVisit, clinic.nurse, visitOf(1)));
    expect(refusal).toMatchObject({
      code: 'STALE_VERSION',
      current: {
        enrollmentVersion: 2,
        opened: { edition: 'version 1.1, settings “clinic” version 1' },
      },
    });
    expect(refusal.current?.['now']).not.toMatchObject({
      edition: 'version 1.1, settings “clinic” version 1',
    });
    const saved = await submit(recordVisit, clinic.nurse, visitOf(2));
    expect(saved.visitId).toBeDefined();
  });

  test('of a man whom nobody amended is saved', async () => {
    await submit(amendProtocol, clinic.physician, await inputFor(clinic, ['M-1']));
    const saved = await submit(recordVisit, clinic.nurse, visitOf(1));
    expect(saved.visitId).toBeDefined();
  });
});

test('approving other settings moves nobody by itself', async () => {
  await submit(amendProtocol, clinic.physician, await inputFor(clinic));
  const before = await storedPlans(clinic);
  await submit(saveProfile, clinic.physician, {
    siteId: clinic.site.id,
    protocol: code,
    name: 'clinic',
    replaces: 1,
    values: { 'monthly-labs': false },
    password: testPassword,
  });
  expect(await storedPlans(clinic)).toEqual(before);
  const { men: found, totals } = await previewAt(clinic);
  expect(found).toHaveLength(men);
  expect(totals.dropped.men).toBe(men);
});
