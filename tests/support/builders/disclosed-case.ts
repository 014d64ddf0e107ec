import { isCivilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';
import type { DisclosedCase } from '@/lib/deidentification/disclosed-case';
import type { SourceCase, SourceRecord } from '@/lib/export/source-case';
import type { ClinicalRecord } from '@/lib/records/clinical-record';

const stamp = { by: 'nurse', at: '2026-03-01T09:00:00.000Z', version: 1, amended: null };

export interface CaseFacts {
  readonly firstDoseOn: string;
  readonly records: readonly ClinicalRecord[];
  readonly enrollment?: Partial<SourceCase['enrollment']>;
  readonly occurrences?: readonly Partial<SourceCase['occurrences'][number]>[];
  readonly partners?: SourceCase['partners'];
  readonly identity?: DisclosedCase['identity'];
  /** Whether days of the calendar stand in the file; else study days alone. */
  readonly hasDates?: boolean;
}

/** What a writer is given of one man, as if disclosed with every date kept and every text. */
export function disclosedCase(facts: CaseFacts): DisclosedCase {
  const { firstDoseOn, records, hasDates = true } = facts;
  const source = {
    enrollment: {
      id: 'enrollment-1',
      patientId: 'patient-1',
      siteId: 'site-1',
      siteCode: 'ROCHESTER',
      studyId: 'ISO-001',
      protocol: { code: 'iso-noa', version: '1.2', profile: 'Default', profileVersion: 1 },
      arm: 'isotretinoin',
      consentOn: firstDoseOn,
      enrolledOn: firstDoseOn,
      firstDoseOn,
      lastDoseOn: null,
      ageAtConsent: 34,
      status: 'active',
      endedOn: null,
      endReason: null,
      endCategory: null,
      endAdverseEventId: null,
      cohortTag: null,
      simulated: false,
      ...facts.enrollment,
    },
    visits: [],
    records: records.map(
      ({ id, kind, on, time, source: from, content, results }) =>
        ({
          ...stamp,
          id,
          kind,
          on: toCivilDate(on),
          time,
          source: from,
          visitId: null,
          content,
          results,
        }) as SourceRecord,
    ),
    adjustments: [],
    decisions: [],
    contacts: [],
    partners: facts.partners ?? [],
    amendments: [],
    occurrences: (facts.occurrences ?? []).map((occurrence, index) => ({
      key: `visit#${index + 1}`,
      requirement: 'visit',
      title: 'Visit',
      kind: 'clinical-check',
      ordinal: index + 1,
      targetOn: null,
      plannedOn: null,
      opensOn: null,
      closesOn: null,
      actualOn: null,
      state: 'upcoming',
      timing: null,
      recordIds: [],
      reason: null,
      ...occurrence,
    })),
    response: { best: null, current: null, responseOn: null },
    flags: [],
  };
  return {
    ...(disclosed(source, firstDoseOn, hasDates) as Omit<
      DisclosedCase,
      'subject' | 'identity' | 'startYear'
    >),
    subject: 'ISO-001',
    identity: facts.identity ?? null,
    startYear: firstDoseOn.slice(0, 4),
  };
}

function disclosed(value: unknown, dayOne: string, hasDates: boolean): unknown {
  if (typeof value === 'string' && isCivilDate(value) && isCivilDate(dayOne)) {
    return { text: hasDates ? value : null, studyDay: studyDay(toDay(dayOne), toDay(value)) };
  }
  if (Array.isArray(value)) {
    return value.map((item) => disclosed(item, dayOne, hasDates));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, disclosed(item, dayOne, hasDates)]),
      )
    : value;
}
