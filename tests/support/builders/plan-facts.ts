import type { Day } from '@/lib/dates/civil-date';
import { civilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { type CompiledProtocol, compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { SettingValues } from '@/lib/protocols/schema';
import { buildPlan } from '@/lib/schedule/build-plan';
import { openEveryDay } from '@/lib/schedule/clinic-calendar';
import type { Occurrence } from '@/lib/schedule/occurrence';
import type { PlanFacts, RecordFact } from '@/lib/schedule/plan-facts';

export function day(text: string): Day {
  return toDay(civilDate(text));
}

export function compiled(code: string, settings: SettingValues = {}): CompiledProtocol {
  const definition = protocolLibrary.find((candidate) => candidate.code === code);
  if (!definition) {
    throw new Error(`no protocol ${code}`);
  }
  return compileProtocol(definition, settings);
}

/** A record fact in one line: kind, date, items. Its id tells kind and date unless one is given. */
export function aRecord(
  kind: RecordFact['kind'],
  on: string,
  items: readonly string[] = [],
  more: Partial<RecordFact> = {},
): RecordFact {
  return { id: `${kind} ${on}`, kind, on: day(on), time: null, items, ...more };
}

export function planFacts(more: Partial<PlanFacts> & { enrolled: string }): PlanFacts {
  const { enrolled, ...rest } = more;
  return {
    arm: 'isotretinoin',
    enrolledOn: day(enrolled),
    consentOn: day(enrolled),
    firstDoseOn: null,
    lastDoseOn: null,
    endedOn: null,
    surgeryOn: null,
    previousRetrievalOn: null,
    oocyteRetrievalOn: null,
    remsEnrollmentOnlyFrom: null,
    clinicCalendar: openEveryDay,
    holds: [],
    decisions: [],
    records: [],
    triggers: [],
    links: [],
    waivers: [],
    reschedules: [],
    closures: [],
    ...rest,
  };
}

export function occurrenceOf(
  protocol: CompiledProtocol,
  facts: PlanFacts,
  key: string,
): Occurrence {
  const found = buildPlan(protocol, facts).occurrences.find((occurrence) => occurrence.key === key);
  if (!found) {
    throw new Error(`no occurrence ${key}`);
  }
  return found;
}

/** Dates as text, so that expectations are literals. */
export function datesOf(occurrence: Occurrence) {
  const text = (date: Day | null) => (date === null ? null : String(toCivilDate(date)));
  return {
    target: text(occurrence.target),
    opensOn: text(occurrence.opensOn),
    closesOn: text(occurrence.closesOn),
    actual: text(occurrence.actual),
  };
}
