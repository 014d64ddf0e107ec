// One predicate in two languages: whatever is asked, memory and database find the same men.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { caseOfStudy } from '@/lib/cohort/case-of-study';
import type { CohortCase } from '@/lib/cohort/cohort-case';
import { type Condition, type Leaf, leafSchema } from '@/lib/cohort/condition';
import { isIn } from '@/lib/cohort/is-in';
import { sections, type Variable } from '@/lib/cohort/variable';
import { recordedValue } from '@/lib/cohort/variable-value';
import { variables } from '@/lib/cohort/variables';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import {
  addDays,
  civilDate,
  type Day,
  dayOrNull,
  toCivilDate,
  toDay,
} from '@/lib/dates/civil-date';
import { demoImport } from '@/lib/demo/demo-import';
import { gonadotropinCohort } from '@/lib/demo/gonadotropin-cohort';
import { isotretinoinCohort } from '@/lib/demo/isotretinoin-cohort';
import { livingClinic } from '@/lib/demo/living-clinic';
import { salvageCohort } from '@/lib/demo/salvage-cohort';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { recordsOf } from '@/lib/records/clinical-record';
import type { FindingKey } from '@/lib/records/findings';
import { procedureKinds } from '@/lib/records/procedure';
import { membersSql } from '@/lib/server/cohorts/cohort-sql';
import { loadCourses } from '@/lib/server/courses/load-course';
import type { StoredResponse } from '@/lib/server/courses/stored-response';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { importCourses } from '@/lib/server/enrollments/import-course';
import { type Clinic, courseOfMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';

const { owner } = await openTestDatabase();

const today = toDay(civilDate('2026-11-20'));
const protocols = ['isotretinoin-noa', 'gonadotropin-noa', 'salvage-micro-tese'] as const;
type Protocol = (typeof protocols)[number];

let clinic: Clinic;
let cases: Readonly<Record<Protocol, ReadonlyMap<string, CohortCase>>>;

const finding = (on: string, key: FindingKey, answer: string | number) =>
  ({ kind: 'finding', on, content: { finding: key, answer } }) as const;
const report = (on: string, value: string, unit = 'mg/dL', analyte = 'triglycerides') =>
  ({
    kind: 'lab-report',
    on,
    content: {
      laboratory: 'Central',
      results: [{ analyte, value, unit }],
      confirmed: [analyte],
    },
  }) as ImportedCourseInput['records'][number];
const dose = (on: string, amount: number) =>
  ({
    kind: 'dose',
    on,
    content: {
      drug: 'isotretinoin',
      amount,
      unit: 'mg',
      route: 'oral',
      timesPerDay: 1,
      everyDays: 3,
    },
  }) as const;

/** What the demo does not have: ties, unknowns, values beyond a limit, holds and stops in every order. */
const unusual: readonly Partial<ImportedCourseInput>[] = [
  { records: [] },
  {
    records: [
      dose('2026-01-10', 10.1),
      { kind: 'hold', on: '2026-02-01', content: { reason: 'supply' } },
      { kind: 'stop', on: '2026-02-01', content: { reason: 'other' } },
      finding('2026-01-05', 'etiology', 'idiopathic'),
      finding('2026-01-05', 'etiology', 'trauma'),
      finding('2026-01-06', 'karyotype', 'not-tested'),
      finding('2026-01-06', 'infertility-months', 36.5),
      finding('2026-01-07', 'infertility-months', 'unknown'),
      finding('2026-01-07', 'coagulopathy', 'unknown'),
      finding('2026-01-07', 'hormonal-therapy-since', '2025-10-01'),
      report('2026-01-09', '140'),
      report('2026-01-10', '150'),
      report('2026-01-10', '151'),
      report('2026-02-10', '333.3'),
      report('2026-02-12', '<5'),
    ],
  },
  {
    ended: { on: '2026-03-01', status: 'lost-to-follow-up', reason: 'Moved' },
    records: [
      dose('2026-01-10', 20),
      report('2026-01-08', '<5'),
      report('2026-01-07', '150'),
      { kind: 'procedure', on: '2026-01-05', content: { kind: 'biopsy', histology: 'unknown' } },
      {
        kind: 'procedure',
        on: '2026-02-20',
        content: {
          kind: 'tese',
          side: 'both',
          spermFoundLeft: 'no',
          histologyLeft: 'mixed',
          histologyRight: 'normal',
        },
      },
    ],
  },
  {
    records: [
      dose('2026-01-10', 20),
      {
        kind: 'procedure',
        on: '2025-05-05',
        content: { kind: 'micro-tese', histologyLeft: 'mixed' },
      },
      {
        kind: 'procedure',
        on: '2026-06-05',
        content: { kind: 'micro-tese', spermFoundLeft: 'yes', spermFoundRight: 'no' },
      },
      {
        kind: 'procedure',
        on: '2026-07-05',
        content: { kind: 'tesa', spermFoundLeft: 'no', spermFoundRight: 'no' },
      },
      {
        kind: 'adverse-event',
        on: '2026-02-10',
        content: {
          term: 'anxiety',
          grades: [
            { from: '2026-02-10', grade: 1 },
            { from: '2026-04-20', grade: 3 },
          ],
          relatedness: 'possible',
        },
      },
      {
        kind: 'adverse-event',
        on: '2026-02-10',
        content: { term: 'dry_skin', grades: [{ from: '2026-02-10', grade: 2 }], serious: 'no' },
      },
      {
        kind: 'semen-analysis',
        on: '2026-04-05',
        content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'not-examined' } },
      },
      {
        kind: 'semen-analysis',
        on: '2026-05-05',
        content: {
          neat: { state: 'sperm-seen' },
          pellet: { state: 'not-examined' },
          volumeMl: 2,
          concentrationMillionPerMl: 0.5,
          motility: { progressive: 20, nonProgressive: 10 },
        },
      },
    ],
  },
];

const enrolledOn = toDay(civilDate('2026-01-05'));
const aroundEnrollment = fc
  .integer({ min: -15, max: 45 })
  .map((days) => toCivilDate(addDays(enrolledOn, days)));
const onTherapy = fc.integer({ min: 0, max: 45 }).map((days) => addDays(enrolledOn, days));
let milligrams = 100;

/** Blood drawn before and after a first dose, operations of the study, earlier ones and hers, in every order. */
const tested = fc
  .sample(
    fc.record({
      plan: fc.constantFrom(
        { protocol: 'isotretinoin-noa', arm: 'isotretinoin' },
        { protocol: 'gonadotropin-noa', arm: 'none' },
        { protocol: 'salvage-micro-tese', arm: 'salvage' },
      ),
      dosedOn: fc.option(onTherapy),
      operations: fc.array(
        fc.record({ on: aroundEnrollment, kind: fc.constantFrom(...procedureKinds) }),
        { maxLength: 4 },
      ),
      drawn: fc.array(aroundEnrollment, { minLength: 2, maxLength: 6 }),
    }),
    { numRuns: 60, seed: 31 },
  )
  .map(
    ({ plan, dosedOn, operations, drawn }): Partial<ImportedCourseInput> => ({
      ...plan,
      records: [
        ...(dosedOn === null || plan.protocol !== 'isotretinoin-noa'
          ? []
          : [dose(toCivilDate(dosedOn), 20)]),
        ...operations.map(
          ({ on, kind }) => ({ kind: 'procedure', on, content: { kind } }) as const,
        ),
        ...drawn.map((on) => {
          milligrams += 1;
          return report(on, String(milligrams));
        }),
      ],
    }),
  );

beforeAll(async () => {
  setToday(toCivilDate(today));
  clinic = await openClinic(owner, 'PAR');
  const historical = [
    ...isotretinoinCohort(),
    ...salvageCohort().filter((_, index) => index % 3 === 0),
    ...gonadotropinCohort().filter((_, index) => index % 12 === 0),
    ...livingClinic(() => today).filter((_, index) => index % 3 === 0),
  ];
  const courses = [
    ...historical.map(demoImport),
    ...[...unusual, ...tested].map((course) => courseOfMan(course)),
  ];
  for (let start = 0; start < courses.length; start += 20) {
    await importCourses(clinic.physician, {
      siteId: clinic.site.id,
      courses: courses.slice(start, start + 20),
    });
  }
  await enrollBefore();
  // A record that somebody has taken back counts for nothing.
  await owner.query(
    `UPDATE record SET voided_at = now(), void_reason = 'Wrong man'
     WHERE kind IN ('finding', 'procedure', 'lab-report') AND id::text ~ '[05]$'`,
  );
  cases = {
    'isotretinoin-noa': await casesOf('isotretinoin-noa'),
    'gonadotropin-noa': await casesOf('gonadotropin-noa'),
    'salvage-micro-tese': await casesOf('salvage-micro-tese'),
  };
}, 300_000);

/** Every fourth man was on the protocol before, and some of what is known of him was found then. */
async function enrollBefore(): Promise<void> {
  await owner.query(`
    INSERT INTO enrollment (
      site_id, patient_id, protocol_version_id, settings_profile_id, arm, consent_on, enrolled_on,
      status, ended_on, end_category, created_at
    )
    SELECT site_id, patient_id, protocol_version_id, settings_profile_id, arm, enrolled_on - 300,
           enrolled_on - 300, 'withdrawn', enrolled_on - 10, 'other', created_at - interval '1 day'
    FROM enrollment WHERE patient_id::text ~ '[048c]$'`);
  await owner.query(`
    UPDATE record r SET enrollment_id = e.id
    FROM enrollment e
    WHERE e.patient_id = r.patient_id AND e.end_category = 'other' AND e.response IS NULL
      AND r.id::text ~ '[1-8]$' AND r.collected_on < e.ended_on + 40`);
  await owner.query(
    "UPDATE record SET enrollment_id = NULL WHERE kind = 'finding' AND id::text ~ '9$'",
  );
}

/** As the export reads them, with the response as it is stored. */
async function casesOf(protocol: Protocol): Promise<ReadonlyMap<string, CohortCase>> {
  return await inReadTransaction(clinic.physician, async (tx) => {
    const rows = await tx.enrollment.findMany({
      where: { siteId: clinic.site.id, protocolVersion: { code: protocol } },
      include: { patient: { select: { studyId: true } } },
    });
    const courses = await loadCourses(
      tx,
      rows.map(({ id }) => id),
    );
    return new Map(
      rows.flatMap((row): [string, CohortCase][] => {
        const loaded = courses.get(row.id);
        if (loaded === undefined) {
          return [];
        }
        const study = caseOfStudy({
          studyId: row.patient.studyId,
          siteCode: clinic.site.code,
          cohort: row.cohortTag,
          isSimulated: row.simulated,
          status: row.status,
          endCategory: row.endCategory,
          endAdverseEventId: row.endAdverseEventId,
          ageAtConsent: row.ageAtConsent,
          protocol: loaded.protocol,
          course: loaded.course,
          evaluation: evaluateCourse(loaded.protocol, loaded.course, today),
          today,
        });
        const response = row.response as unknown as StoredResponse | null;
        const stored = {
          bestResponse: response?.bestResponse ?? null,
          currentStatus: response?.currentStatus ?? null,
          responseOn: dayOrNull(response?.responseOn ?? null),
          responseMonth: response?.responseMonth ?? null,
          responseMaintained: response?.maintained ?? null,
          tmcResponse: response?.tmcResponse?.meanSperm ?? null,
        };
        return [[row.id, { ...study, facts: { ...study.facts, ...stored } }]];
      }),
    );
  });
}

const membersInMemory = (protocol: Protocol, condition: Condition) =>
  [...cases[protocol]].flatMap(([id, one]) => (isIn(condition, one) ? [id] : [])).sort();

async function membersInSql(protocol: Protocol, condition: Condition): Promise<string[]> {
  return await inReadTransaction(clinic.coordinator, async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>(
      membersSql({ protocol, condition }, [clinic.site.id]),
    );
    return rows.map(({ id }) => id).sort();
  });
}

/** Every way to ask about a value that somebody has: exactly there is where two languages differ. */
function leavesAbout({ key, type, source }: Variable, protocol: Protocol): Leaf[] {
  const found = [...cases[protocol].values()].map((one) => recordedValue(source, one));
  const values = [...new Set(found.flat())].filter((value) => value !== null);
  const most = source.kind === 'laboratory' ? 1 : 4;
  const some = values.filter((_, index) => index % Math.ceil(values.length / most) === 0);
  const asked = (rest: object) => leafSchema.parse({ variable: key, ...rest });
  const always =
    type.kind === 'set'
      ? []
      : [asked({ operator: 'recorded' }), asked({ operator: 'not-recorded' })];
  switch (type.kind) {
    case 'number':
      return [
        ...always,
        ...some.flatMap((value) => [
          asked({ operator: 'at-least', value }),
          asked({ operator: 'at-most', value }),
          asked({ operator: 'between', from: value, to: Number(value) + 10 }),
        ]),
      ];
    case 'choice':
    case 'listed':
    case 'set':
      return [
        ...always,
        ...some.flatMap((value) => [
          asked({ operator: 'any-of', values: [value] }),
          asked({ operator: 'none-of', values: [value, some[0]] }),
        ]),
      ];
    case 'date':
      return [
        ...always,
        ...some.flatMap((value) => {
          const date = toCivilDate(value as Day);
          return [
            asked({ operator: 'on-or-after', date }),
            asked({ operator: 'on-or-before', date }),
            asked({ operator: 'within', from: date, to: date }),
          ];
        }),
      ];
    case 'flag':
      return [...always, asked({ operator: 'yes' }), asked({ operator: 'no' })];
  }
}

describe.each(protocols)('%s', (protocol) => {
  test.each(sections)('%s: every variable is read alike', async (section) => {
    for (const variable of variables.filter((one) => one.section === section)) {
      for (const leaf of leavesAbout(variable, protocol)) {
        expect([leaf, await membersInSql(protocol, leaf)]).toEqual([
          leaf,
          membersInMemory(protocol, leaf),
        ]);
      }
    }
  });

  test('conditions inside conditions find the same men', async () => {
    const leaves = variables.flatMap((variable) => leavesAbout(variable, protocol));
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.constantFrom(...leaves),
        fc.array(tie('condition'), { maxLength: 3 }).map((all) => ({ all })),
        fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
        tie('condition').map((not) => ({ not })),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(condition, async (asked) => {
        expect(await membersInSql(protocol, asked)).toEqual(membersInMemory(protocol, asked));
      }),
      { numRuns: 150 },
    );
  });
});

test('blood before treatment is that up to the first dose, else up to the first operation since enrollment', async () => {
  const source = { kind: 'laboratory', analyte: 'triglycerides', moment: 'baseline' } as const;
  const after = { 'isotretinoin-noa': 0, 'gonadotropin-noa': 0, 'salvage-micro-tese': 0 };
  for (const protocol of protocols) {
    for (const one of cases[protocol].values()) {
      const value = recordedValue(source, one);
      if (value === null) {
        continue;
      }
      const leaf = leafSchema.parse({
        variable: 'triglycerides-baseline',
        operator: 'between',
        from: value,
        to: value,
      });
      expect([leaf, await membersInSql(protocol, leaf)]).toEqual([
        leaf,
        membersInMemory(protocol, leaf),
      ]);
      const drawnOn = recordsOf(one.records, 'lab-report').find(({ voided, results }) =>
        results.some(({ standardValue }) => !voided && standardValue === value),
      )?.on;
      after[protocol] += drawnOn !== undefined && drawnOn > one.facts.enrolledOn ? 1 : 0;
    }
  }
  // Of every protocol somebody's blood was drawn between enrollment and treatment.
  expect(Object.values(after).every((men) => men > 3)).toBe(true);
});

test('the men asked say something about everything but some findings and blood tests', () => {
  const isAnswered = ({ source }: Variable) =>
    protocols.some((protocol) =>
      [...cases[protocol].values()].some((one) => {
        const value = recordedValue(source, one);
        return Array.isArray(value) ? value.length > 0 : value !== null;
      }),
    );
  const kindOf = ({ source, type }: Variable) =>
    `${source.kind} ${source.kind === 'finding' ? type.kind : Object.values(source).at(-1)}`;
  const asked = new Set(variables.map(kindOf));
  expect(new Set(variables.filter(isAnswered).map(kindOf))).toEqual(asked);
});
