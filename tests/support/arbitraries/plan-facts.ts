import fc from 'fast-check';
import { addDays, type Day } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { PlanFacts, RecordFact } from '@/lib/schedule/plan-facts';
import { clinicCalendarArbitrary } from '@/tests/support/arbitraries/clinic-calendar';
import { day, planFacts } from '@/tests/support/builders/plan-facts';

const base = day('2026-01-15');

const kindsAndItems = {
  'isotretinoin-noa': [
    ['symptom-check', []],
    ['rems-check', []],
    ['dispensing', []],
    ['semen-analysis', ['neat', 'pellet']],
    ['semen-analysis', ['neat']],
    ['lab-report', ['triglycerides', 'cholesterol_total', 'hdl', 'ldl']],
    ['lab-report', ['ast', 'alt']],
    ['decision', ['month-6-review']],
  ],
  'gonadotropin-noa': [
    ['symptom-check', []],
    ['semen-analysis', ['pellet']],
    ['lab-report', ['fsh', 'lh']],
    ['lab-report', ['testosterone_total', 'estradiol', 'hematocrit']],
    ['dose', ['ufsh']],
    ['decision', ['fsh-month-1']],
    ['decision', ['fsh-month-2']],
  ],
  'salvage-micro-tese': [
    ['symptom-check', []],
    ['lab-report', ['lh', 'fsh', 'testosterone_total']],
    ['procedure', ['micro-tese']],
    ['finding', ['iief-5']],
  ],
} as const satisfies Record<string, readonly (readonly [RecordFact['kind'], readonly string[]])[]>;

const branches = {
  'fsh-month-1': ['add-ufsh', 'continue-and-retest', 'continue-hcg', 'continue-to-month-2', 'stop'],
  'fsh-month-2': ['add-ufsh', 'continue-hcg', 'stop'],
  'month-6-review': ['continue', 'stop'],
  'maximum-duration-review': ['continue', 'stop'],
  'second-maximum-review': ['continue', 'stop'],
  'third-maximum-review': ['continue', 'stop'],
} as const;

const offsets = fc.integer({ min: -60, max: 420 });
const someDay = offsets.map((offset) => addDays(base, offset));
const laterDay = fc.integer({ min: 1, max: 400 }).map((offset) => addDays(base, offset));

function recordsArbitrary(code: keyof typeof kindsAndItems) {
  return fc
    .array(
      fc.record({
        shape: fc.constantFrom(...kindsAndItems[code]),
        on: someDay,
        time: fc.constantFrom(null, '08:00', '11:30'),
        coversDays: fc.integer({ min: 5, max: 30 }),
      }),
      { maxLength: 25 },
    )
    .map((drafts) =>
      drafts.map(({ shape, on, time, coversDays }, index): RecordFact => {
        const record = { id: `r${index}`, kind: shape[0], on, time, items: shape[1] };
        return shape[0] === 'dispensing' ? { ...record, coversDays } : record;
      }),
    );
}

const holdsArbitrary = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 40 })), {
    maxLength: 2,
  })
  .map((holds) =>
    holds.map(([from, length], index) => ({
      heldOn: addDays(base, from),
      resumedOn: index === 0 ? addDays(base, from + length) : null,
    })),
  );

const decisionsArbitrary = fc
  .tuple(
    ...Object.entries(branches).map(([key, options]) =>
      fc.option(
        fc.record({
          key: fc.constant(key),
          chosen: fc.constantFrom(...options),
          effectiveOn: laterDay,
        }),
        { nil: null },
      ),
    ),
  )
  .map((decisions) => decisions.filter((decision) => decision !== null));

/** Random histories of one protocol: dates, records, holds, decisions, a stop, and what people said about the plan. */
export function planFactsArbitrary(protocol: CompiledProtocol): fc.Arbitrary<PlanFacts> {
  const code = protocol.definition.code as keyof typeof kindsAndItems;
  const keys = protocol.requirements.flatMap(({ key }) => [`${key}#1`, `${key}#2`, `${key}#3`]);
  const occurrenceKey = fc.constantFrom(...keys);
  const reason = fc.constant('a reason');
  const maybeDay = fc.option(laterDay, { nil: null, freq: 2 });
  return fc
    .record({
      arm: fc.constantFrom(...protocol.definition.arms.map((arm) => arm.key)),
      firstDoseOn: fc.option(fc.constant(addDays(base, 5)), { nil: null, freq: 8 }),
      lastDoseOn: maybeDay,
      endedOn: maybeDay,
      surgeryOn: maybeDay,
      remsEnrollmentOnlyFrom: maybeDay,
      clinicCalendar: clinicCalendarArbitrary(base),
      previousRetrievalOn: fc.option(fc.constant(addDays(base, -100)), { nil: null }),
      holds: holdsArbitrary,
      decisions: decisionsArbitrary,
      records: recordsArbitrary(code),
      triggerDays: fc.array(laterDay, { maxLength: 3 }),
      waivers: fc.array(fc.record({ occurrenceKey, reason }), { maxLength: 2 }),
      closures: fc.array(fc.record({ occurrenceKey, reason, closedOn: laterDay }), {
        maxLength: 2,
      }),
      reschedules: fc.array(fc.record({ occurrenceKey, reason, plannedOn: laterDay }), {
        maxLength: 2,
      }),
    })
    .map(({ triggerDays, firstDoseOn, lastDoseOn, ...rest }) =>
      planFacts({
        enrolled: '2026-01-15',
        ...rest,
        firstDoseOn,
        lastDoseOn: firstDoseOn === null ? null : lastDoseOn,
        triggers: triggerDays.map((on: Day, index) => ({
          trigger: index === 0 ? ('hold' as const) : ('motile-positive' as const),
          recordId: `t${index}`,
          on,
          active: index !== 2,
        })),
      }),
    );
}
