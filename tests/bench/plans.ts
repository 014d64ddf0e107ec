// How many plans one core builds: each save rebuilds one, an import thousands.

import { randomUUID } from 'node:crypto';
import type { Course } from '@/lib/course/course';
import { planFactsOf } from '@/lib/course/plan-facts-of';
import { therapyOf } from '@/lib/course/therapy';
import { addDays, addMonths, civilDate, toDay } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { recordEntrySchema, standardizeEntry } from '@/lib/records/record-entry';
import { buildPlan } from '@/lib/schedule/build-plan';
import { openEveryDay } from '@/lib/schedule/clinic-calendar';
import { compiled } from '../support/builders/plan-facts';
import { recordsOfTreatment } from '../support/treated-man';
import { counted, type Figure, percentile, reported } from './figure';

const target = 20_000;
const rounds = 7;
const roundMs = 500;
const warmUpMs = 1_000;

export function measurePlans(): readonly Figure[] {
  const protocol = compiled('isotretinoin-noa');
  const course = nineMonths();
  const facts = planFactsOf(course, therapyOf(course.records), []);
  const plan = buildPlan(protocol, facts);
  const done = plan.occurrences.filter(({ actual }) => actual !== null).length;
  const build = () => buildPlan(protocol, facts);
  const copy = () => structuredClone(plan);
  perSecond(build, warmUpMs);
  perSecond(copy, warmUpMs);
  // In turns, so that whatever else the machine does falls on both.
  const pairs = Array.from({ length: rounds }, () => ({
    built: perSecond(build, roundMs),
    copied: perSecond(copy, roundMs),
  }));
  const built = percentile(
    pairs.map((pair) => pair.built),
    0.5,
  );
  const copied = percentile(
    pairs.map((pair) => pair.copied),
    0.5,
  );
  return [
    {
      name: `Plans built per second per core (9 months of isotretinoin, ${facts.records.length} records, ${plan.occurrences.length} occurrences, ${done} done)`,
      measured: counted(built),
      target: `≥ ${counted(target)}`,
      isMet: built >= target,
    },
    reported('Copies of the same plan by structuredClone per second', counted(copied)),
    reported('Plans built for each such copy', (built / copied).toFixed(2)),
  ];
}

/** Per second of processor time, so that a busy machine measures the same as an idle one. */
function perSecond(work: () => unknown, duration: number): number {
  const batch = 50;
  const start = process.cpuUsage();
  let count = 0;
  let elapsed = 0;
  while (elapsed < duration) {
    for (let index = 0; index < batch; index += 1) {
      work();
    }
    count += batch;
    const { user, system } = process.cpuUsage(start);
    elapsed = (user + system) / 1000;
  }
  return (count * 1000) / elapsed;
}

function nineMonths(): Course {
  const firstDoseOn = toDay(civilDate('2025-03-31'));
  const enrolledOn = addDays(firstDoseOn, -5);
  return {
    arm: 'isotretinoin',
    consentOn: enrolledOn,
    enrolledOn,
    endedOn: null,
    died: false,
    records: recordsOfTreatment(firstDoseOn, addMonths(firstDoseOn, 9)).map(storedRecord),
    decisions: [],
    adjustments: [],
    remsEnrollmentOnlyFrom: null,
    clinicCalendar: openEveryDay,
    amendments: [],
  };
}

function storedRecord(input: Parameters<typeof recordEntrySchema.parse>[0]): ClinicalRecord {
  const entry = recordEntrySchema.parse(input);
  const { kind, on, time, source, content, results } = standardizeEntry(entry);
  const record = {
    id: randomUUID(),
    kind,
    on: toDay(on),
    time,
    source,
    voided: false,
    content,
    results,
  };
  return record as ClinicalRecord;
}
