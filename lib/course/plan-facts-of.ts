import type { Day } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';
import { oocyteRetrievalDays } from '@/lib/records/egg-numbers';
import { isRetrieval } from '@/lib/records/procedure';
import { itemsOf } from '@/lib/records/record-items';
import type { PlanFacts, RecordFact, TriggerFact } from '@/lib/schedule/plan-facts';
import { adequateForIcsi, type Course, type PlanAdjustment } from './course';
import { suppliedDays } from './drug-ledger';
import type { Therapy } from './therapy';

/** The engine's facts of a course; `fromSamples` come from the response rule. */
export function planFactsOf(
  course: Course,
  therapy: Therapy,
  fromSamples: readonly TriggerFact[],
): PlanFacts {
  const records = course.records.filter((record) => !record.voided);
  const branches = course.decisions.filter(({ key }) => key !== adequateForIcsi);
  return {
    arm: course.arm,
    enrolledOn: course.enrolledOn,
    consentOn: course.consentOn,
    firstDoseOn: therapy.firstDoseOn,
    lastDoseOn: therapy.lastDoseOn,
    endedOn: course.endedOn,
    ...procedureDates(records, course.enrolledOn),
    remsEnrollmentOnlyFrom: course.remsEnrollmentOnlyFrom,
    clinicCalendar: course.clinicCalendar,
    holds: therapy.holds,
    decisions: branches,
    records: [...recordFacts(records, therapy), ...branches.map(decisionRecord)],
    triggers: [...fromSamples, ...therapyTriggers(course.records), ...retrievalTriggers(course)],
    ...adjustmentFacts(course.adjustments),
  };
}

function recordFacts(records: readonly ClinicalRecord[], therapy: Therapy): RecordFact[] {
  const days = suppliedDays(records, therapy);
  return records.map((record) => recordFact(record, days.get(record.id)));
}

function recordFact(record: ClinicalRecord, coversDays: number | undefined): RecordFact {
  const fact = {
    id: record.id,
    kind: record.kind,
    on: record.on,
    time: record.time,
    items: itemsOf(record),
  };
  if (coversDays !== undefined) {
    return { ...fact, coversDays };
  }
  const notFasting = record.results.filter(({ fasting }) => fasting === false);
  return notFasting.length === 0
    ? fact
    : { ...fact, notFasting: notFasting.map(({ analyte }) => analyte) };
}

function decisionRecord(decision: Course['decisions'][number]): RecordFact {
  return {
    id: decision.id,
    kind: 'decision',
    on: decision.decidedOn,
    time: null,
    items: [decision.key],
  };
}

/** The last retrieval before enrollment, and the first one after it: previous retrieval and surgery. */
function procedureDates(records: readonly ClinicalRecord[], enrolledOn: Day) {
  const procedures = recordsOf(records, 'procedure');
  const retrievals = procedures.filter(({ content }) => isRetrieval(content));
  const before = retrievals.filter(({ on }) => on < enrolledOn).map(({ on }) => on);
  const after = retrievals.filter(({ on }) => on >= enrolledOn).map(({ on }) => on);
  const eggs = oocyteRetrievalDays(records).filter((on) => on >= enrolledOn);
  return {
    previousRetrievalOn: latest(before),
    surgeryOn: first(after),
    oocyteRetrievalOn: first(eggs),
  };
}

/** A withdrawn hold or stop keeps its follow-up visible as not applicable. */
function therapyTriggers(records: readonly ClinicalRecord[]): TriggerFact[] {
  const holds = recordsOf(records, 'hold').map((record) => triggerOf('hold', record));
  const stops = recordsOf(records, 'stop')
    .filter(({ content }) => content.reason === 'adverse-event')
    .map((record) => triggerOf('adverse-event-stop', record));
  return [...holds, ...stops];
}

/** Every retrieval since enrollment has a follow-up of its own. */
function retrievalTriggers({ records, enrolledOn }: Course): TriggerFact[] {
  return recordsOf(records, 'procedure')
    .filter(({ on, content }) => on >= enrolledOn && isRetrieval(content))
    .map((record) => triggerOf('retrieval', record));
}

function triggerOf(trigger: TriggerFact['trigger'], record: ClinicalRecord): TriggerFact {
  const fact = { trigger, recordId: record.id, on: record.on, active: !record.voided };
  return record.voided ? { ...fact, inactiveReason: 'trigger-withdrawn' } : fact;
}

function adjustmentFacts(adjustments: readonly PlanAdjustment[]) {
  const links: PlanFacts['links'][number][] = [];
  const waivers: PlanFacts['waivers'][number][] = [];
  const reschedules: PlanFacts['reschedules'][number][] = [];
  const closures: PlanFacts['closures'][number][] = [];
  for (const { kind, occurrenceKey, recordId, on, reason } of adjustments) {
    if (kind === 'link' && recordId !== null) {
      links.push({ recordId, occurrenceKey });
    } else if (kind === 'waiver') {
      waivers.push({ occurrenceKey, reason });
    } else if (kind === 'reschedule' && on !== null) {
      reschedules.push({ occurrenceKey, plannedOn: on, reason });
    } else if (kind === 'closure' && on !== null) {
      closures.push({ occurrenceKey, closedOn: on, reason });
    }
  }
  return { links, waivers, reschedules, closures };
}

function first(days: readonly Day[]): Day | null {
  return days.length === 0 ? null : (Math.min(...days) as Day);
}

function latest(days: readonly Day[]): Day | null {
  return days.length === 0 ? null : (Math.max(...days) as Day);
}
