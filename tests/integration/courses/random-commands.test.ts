// "Rebuilt projection = stored projection" after 500 random sequences of commands (engine §3). The men are
// shared by all sequences, so that their histories grow; half of the sequences run at once and not in order.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import type { JsonValue } from '@/lib/core/json';
import { addDays, civilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { AppError } from '@/lib/server/app-error';
import type { Command } from '@/lib/server/command';
import { checkProjection } from '@/lib/server/courses/check-projection';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { makeDecision } from '@/lib/server/decisions/make-decision';
import { closeOccurrence } from '@/lib/server/plan/close-occurrence';
import { linkRecord } from '@/lib/server/plan/link-record';
import { rescheduleOccurrence } from '@/lib/server/plan/reschedule-occurrence';
import { waiveOccurrence } from '@/lib/server/plan/waive-occurrence';
import { withdrawAdjustment } from '@/lib/server/plan/withdraw-adjustment';
import { amendRecord } from '@/lib/server/records/amend-record';
import { recordHistory } from '@/lib/server/records/record-history';
import { voidRecord } from '@/lib/server/records/void-record';
import { changeTherapy } from '@/lib/server/therapy/change-therapy';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
const today = '2026-10-15';
const enrolledOn = toDay(civilDate('2026-01-05'));
const sequences = 500;

interface Man {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly drug: 'isotretinoin' | 'hcg' | null;
}

let clinic: Clinic;
const men: Man[] = [];

beforeAll(async () => {
  setToday(today);
  clinic = await openClinic(owner);
  for (let index = 0; index < 8; index += 1) {
    men.push(
      { ...(await importMan(clinic)), drug: 'isotretinoin' },
      {
        ...(await importMan(clinic, {
          protocol: 'gonadotropin-noa',
          arm: 'gonadotropins',
          records: [],
        })),
        drug: 'hcg',
      },
      {
        ...(await importMan(clinic, {
          protocol: 'salvage-micro-tese',
          arm: 'salvage',
          records: [],
        })),
        drug: null,
      },
    );
  }
});

/** When, and which of the things that are there. */
interface Step {
  readonly daysIn: number;
  readonly pick: number;
  readonly value: number;
}

type Write = (man: Man, step: Step, on: string) => Promise<unknown>;

const run = <Result extends JsonValue>(
  command: Command<Result>,
  input: unknown,
  actor: Actor = clinic.physician,
) => submit(command, actor, input);

const pickFrom = <Item>(items: readonly Item[], pick: number): Item | undefined =>
  items[pick % Math.max(items.length, 1)];

const idsOf = async (sql: string, man: Man): Promise<Record<string, string>[]> =>
  (await owner.query(sql, [man.enrollmentId])).rows;

const occurrences = (man: Man) =>
  idsOf('SELECT key, requirement FROM occurrence WHERE enrollment_id = $1 ORDER BY key', man);

const records = (man: Man) =>
  idsOf(
    'SELECT id, kind, version, content FROM record WHERE enrollment_id = $1 AND voided_at IS NULL ORDER BY id',
    man,
  );

const reason = 'Random';
const wide = { answers: { headache: 'mild', 'abdominal-pain': 'moderate' } };

const semen = (collectedOn: string, { value }: Step) => ({
  collectedOn,
  content: {
    neat: { state: 'no-sperm-seen' },
    pellet:
      value % 3 === 0
        ? { state: 'no-sperm-seen' }
        : { state: 'sperm-seen', motile: value % 3 === 1 ? 20 : 0, immotile: 4, normal: 0 },
    eggNumber: 8,
  },
});

const report = (collectedOn: string, { value, pick }: Step) => ({
  collectedOn,
  laboratory: `Laboratory ${pick}`,
  results: [
    { analyte: 'fsh', value: String(value), unit: '[IU]/L' },
    { analyte: 'triglycerides', value: String(100 + value * 20), unit: 'mg/dL' },
  ],
  confirmed: ['fsh', 'triglycerides'],
});

const visit = (man: Man, visitedOn: string, sections: object) =>
  run(recordVisit, { enrollmentId: man.enrollmentId, visitedOn, ...sections }, clinic.nurse);

const therapy = (man: Man, on: string, kind: string, content: object) =>
  run(changeTherapy, { enrollmentId: man.enrollmentId, change: { kind, on, content } });

const adjust =
  (command: Command<JsonValue>, dates: (on: string) => object): Write =>
  async (man, step, on) => {
    const occurrence = pickFrom(await occurrences(man), step.pick);
    return run(command, {
      enrollmentId: man.enrollmentId,
      occurrenceKey: occurrence?.['key'],
      reason,
      ...dates(on),
    });
  };

const writes = {
  check: (man, _step, on) => visit(man, on, { symptomCheck: wide }),
  labs: (man, step, on) => visit(man, on, { labReports: [report(on, step)] }),
  semen: (man, step, on) => visit(man, on, { semenAnalyses: [semen(on, step)] }),
  everything: (man, step, on) =>
    visit(man, on, {
      symptomCheck: wide,
      labReports: [report(on, step)],
      semenAnalyses: [semen(on, step)],
      remsCheck: { counseledOn: on },
      procedures: [{ performedOn: on, content: { kind: 'micro-tese', spermFound: 'yes' } }],
    }),
  history: (man, _step, on) =>
    run(recordHistory, {
      patientId: man.patientId,
      entries: [
        {
          kind: 'procedure',
          on: on < '2026-01-05' ? on : '2025-06-01',
          source: 'Letter',
          content: { kind: 'micro-tese', spermFound: 'no' },
        },
      ],
    }),
  dose: (man, { value }, on) =>
    therapy(man, on, 'dose', {
      drug: man.drug ?? 'isotretinoin',
      amount: 10 + value,
      unit: man.drug === 'hcg' ? '[IU]' : 'mg',
      route: 'oral',
      timesPerDay: 1,
      everyDays: 1,
    }),
  hold: (man, _step, on) => therapy(man, on, 'hold', { reason: 'red-flag' }),
  resume: (man, _step, on) => therapy(man, on, 'resume', { reason }),
  stop: (man, _step, on) => therapy(man, on, 'stop', { reason: 'adverse-event' }),
  waive: adjust(waiveOccurrence, () => ({})),
  reschedule: adjust(rescheduleOccurrence, () => ({ plannedOn: '2026-11-20' })),
  close: adjust(closeOccurrence, (on) => ({ closedOn: on })),
  link: async (man, step, on) => {
    const recordId = pickFrom(await records(man), step.value)?.['id'];
    return adjust(linkRecord, () => ({ recordId }))(man, step, on);
  },
  withdraw: async (man, { pick }) => {
    const standing = await idsOf(
      'SELECT id FROM plan_adjustment WHERE enrollment_id = $1 AND voided_at IS NULL ORDER BY id',
      man,
    );
    return run(withdrawAdjustment, { adjustmentId: pickFrom(standing, pick)?.['id'], reason });
  },
  decide: async (man, { value }, on) => {
    const standing = await idsOf(
      "SELECT id FROM decision WHERE enrollment_id = $1 AND key = 'fsh-month-1' AND superseded_by IS NULL",
      man,
    );
    return run(makeDecision, {
      enrollmentId: man.enrollmentId,
      key: 'fsh-month-1',
      chosen: pickFrom(['add-ufsh', 'continue-and-retest', 'continue-hcg', 'stop'], value),
      decidedOn: on,
      effectiveOn: on,
      reason,
      replaces: standing[0]?.['id'] ?? null,
      password: testPassword,
    });
  },
  amend: async (man, step, on) => {
    const record = pickFrom(await records(man), step.pick);
    const content = record?.['kind'] === 'lab-report' ? report(on, step) : record?.['content'];
    return run(amendRecord, {
      recordId: record?.['id'],
      version: record?.['version'],
      reason,
      entry: { kind: record?.['kind'], on, content },
    });
  },
  void: async (man, { pick }) => {
    const record = pickFrom(await records(man), pick);
    return run(voidRecord, { recordId: record?.['id'], version: record?.['version'], reason });
  },
} as const satisfies Record<string, Write>;

const kinds = Object.keys(writes) as (keyof typeof writes)[];

const steps = fc.array(
  fc.record({
    what: fc.constantFrom(...kinds),
    step: fc.record({
      daysIn: fc.integer({ min: -10, max: 290 }),
      pick: fc.nat(60),
      value: fc.nat(30),
    }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** A refusal is an answer too; anything else that goes wrong is not. */
async function write(man: Man, kind: keyof typeof writes, step: Step): Promise<boolean> {
  try {
    const perform: Write = writes[kind];
    await perform(man, step, toCivilDate(addDays(enrolledOn, step.daysIn)));
    return true;
  } catch (error) {
    if (error instanceof AppError) {
      return false;
    }
    throw error;
  }
}

test('what is stored is what the facts say, after each of 500 random sequences of commands', async () => {
  let written = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(23), fc.boolean(), steps, async (index, atOnce, sequence) => {
      const man = men[index];
      if (man === undefined) {
        throw new Error(`There is no man ${index}.`);
      }
      const perform = ({ what, step }: (typeof sequence)[number]) => write(man, what, step);
      if (atOnce) {
        written += (await Promise.all(sequence.map(perform))).filter(Boolean).length;
      } else {
        for (const command of sequence) {
          written += Number(await perform(command));
        }
      }
      const errors = await inReadTransaction(clinic.physician, (tx) =>
        checkProjection(tx, man.enrollmentId, civilDate(today)),
      );
      expect(errors).toEqual([]);
    }),
    { numRuns: sequences, seed: 20260105, endOnFailure: true },
  );
  expect(written).toBeGreaterThan(sequences / 2);
}, 300_000);
