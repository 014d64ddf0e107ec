import fc from 'fast-check';
import type { Course, PlanAdjustment } from '@/lib/course/course';
import { addDays, toCivilDate } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { RecordKind } from '@/lib/records/record';
import { clinicCalendarArbitrary } from '@/tests/support/arbitraries/clinic-calendar';
import { clinicalRecord, labReport, semen } from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

const base = day('2026-01-15');

/** Anywhere in years, or crowded round the enrollment: before birth it is all the same to the engine. */
const someDay = fc
  .oneof(
    fc.integer({ min: -400, max: 700 }),
    fc.integer({ min: -3, max: 40 }),
    fc.constant(-60_000),
  )
  .map((offset) => addDays(base, offset));
const someDate = someDay.map(toCivilDate);
const maybeDay = fc.option(someDay, { nil: null });

const contents: Partial<Record<RecordKind, fc.Arbitrary<unknown>>> = {
  dose: fc.record({
    drug: fc.constantFrom('isotretinoin', 'hcg', 'ufsh'),
    amount: fc.constant(20),
    unit: fc.constantFrom('mg', '[IU]'),
    route: fc.constantFrom('oral', 'intramuscular'),
    timesPerDay: fc.integer({ min: 1, max: 4 }),
    everyDays: fc.integer({ min: 1, max: 30 }),
    startsAfterDays: fc.integer({ min: 0, max: 30 }),
  }),
  hold: fc.constant({ reason: 'other' }),
  resume: fc.constant({ reason: 'recovered' }),
  stop: fc.constantFrom({ reason: 'adverse-event' }, { reason: 'completed' }),
  'rems-check': fc.constant({}),
  'symptom-check': fc.constantFrom(
    { answers: { headache: 'severe', 'visual-symptom': 'yes' } },
    { answers: { 'abdominal-pain': 'moderate' } },
    { unchanged: true },
  ),
  dispensing: fc.integer({ min: 1, max: 30 }).map((daysSupply) => ({
    prescribedOn: '1990-01-01',
    authorizationPresent: true,
    quantity: 60,
    strengthMg: 20,
    daysSupply,
  })),
  procedure: fc.oneof(
    fc.record({
      kind: fc.constantFrom('fna-mapping', 'biopsy', 'tesa', 'tese', 'micro-tese'),
      spermFound: fc.constantFrom('yes', 'unknown'),
      sufficientForAllEggs: fc.constantFrom('yes', 'no', 'unknown'),
    }),
    fc.record({ kind: fc.constant('oocyte-retrieval'), eggNumber: fc.constantFrom(null, 0, 8) }),
  ),
  'icsi-cycle': fc.record({ eggsRetrieved: fc.constantFrom(null, 0, 9) }),
  'post-operative-check': fc.constantFrom({}, { noneSeen: 'yes' }),
  finding: fc.constantFrom(
    { finding: 'egg-number', answer: 8 },
    { finding: 'egg-number', answer: 'unknown' },
    { finding: 'iief-5', answer: 20 },
    { finding: 'azf-deletion', answer: 'not-tested' },
  ),
  'concomitant-drug': fc.record({
    name: fc.constant('Doxycycline'),
    drugClass: fc.constantFrom('tetracycline', 'vitamin-a', 'hcg', 'other'),
    startedOn: fc.option(someDate),
    ongoing: fc.boolean(),
  }),
};

function ofKind([kind, content]: [string, fc.Arbitrary<unknown>]): fc.Arbitrary<ClinicalRecord> {
  return fc
    .tuple(someDate, content)
    .map(([on, typed]) => clinicalRecord(kind as RecordKind, on, typed));
}

const samples = fc
  .tuple(
    someDate,
    fc.constantFrom('P(20)', 'P(3)', 'P', 'N', 'X', 'I'),
    fc.constantFrom(null, '08:00', '09:30'),
  )
  .map(([on, code, time]) => semen(on, code, { time }));

const labReports = fc
  .tuple(someDate, fc.constantFrom('<0.3', '0.7', '11.1', '>11.1', '<5', '30'))
  .map(([on, fsh]) => labReport(on, { fsh: `${fsh} m[IU]/mL`, alt: '130 U/L' }));

const records = fc
  .array(
    fc.tuple(
      fc.oneof(...Object.entries(contents).map(ofKind), samples, labReports),
      fc.constantFrom(false, false, false, true),
    ),
    { maxLength: 30 },
  )
  .map((drafts) =>
    drafts.map(
      ([record, voided], index): ClinicalRecord => ({ ...record, id: `r${index}`, voided }),
    ),
  );

/** Any course that the schemas accept, however strange: stopped twice, resumed without a hold, dosed before enrollment. */
export function courseArbitrary({
  definition,
  requirements,
}: CompiledProtocol): fc.Arbitrary<Course> {
  const decisions = fc
    .tuple(
      ...definition.decisions.map(({ key, options }) =>
        fc.option(
          fc.record({
            key: fc.constant(key),
            chosen: fc.constantFrom(...options.map((option) => option.key)),
            effectiveOn: someDay,
            decidedOn: someDay,
          }),
          { nil: null },
        ),
      ),
    )
    .map((taken) =>
      taken.flatMap((decision) =>
        decision === null ? [] : [{ ...decision, id: `d-${decision.key}`, recordId: null }],
      ),
    );
  const keys = requirements.flatMap(({ key }) => [
    `${key}#1`,
    `${key}#2`,
    `${key}#99`,
    `${key}@r1`,
  ]);
  const adjustments = fc.uniqueArray(
    fc.record<PlanAdjustment>({
      kind: fc.constantFrom('link', 'waiver', 'reschedule', 'closure'),
      occurrenceKey: fc.constantFrom(...keys, 'unknown#1'),
      recordId: fc.constantFrom(null, 'r0', 'r1', 'r2', 'gone'),
      on: maybeDay,
      reason: fc.constant('a reason'),
    }),
    {
      maxLength: 5,
      // A person links a record once, and says one thing of a kind about an occurrence.
      selector: ({ kind, occurrenceKey, recordId }) =>
        kind === 'link' ? `link ${recordId}` : `${kind} ${occurrenceKey}`,
    },
  );
  return fc.record({
    arm: fc.constantFrom(...definition.arms.map(({ key }) => key)),
    consentOn: fc.constant(base),
    enrolledOn: fc.oneof(fc.constant(base), someDay),
    endedOn: maybeDay,
    died: fc.boolean(),
    records,
    decisions,
    adjustments,
    remsEnrollmentOnlyFrom: maybeDay,
    clinicCalendar: clinicCalendarArbitrary(base),
    amendments: fc.constant([]),
  });
}

export const anyDay = someDay;
