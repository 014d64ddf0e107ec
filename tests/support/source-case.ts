// A man of whom every kind of record is kept, with something to hide in every text that a person types.
import { addDays, type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { SourceCase, SourceHead, SourceRecord } from '@/lib/export/source-case';
import { recordContentSchemas } from '@/lib/records/clinical-record';
import { type RecordKind, recordKinds } from '@/lib/records/record';

/** Stands in every text that somebody typed. */
export const typedMarker = 'John Doe, 555 0100';
const typed = `Called ${typedMarker}`;

let count = 0;

function uuid(): string {
  count += 1;
  return `01890000-0000-7000-8000-${String(count).padStart(12, '0')}`;
}

/** At least one content of each kind, as it is stored; `on` gives a day of the course. */
function contentsOf(
  on: (day: number) => CivilDate,
): Readonly<Record<RecordKind, readonly unknown[]>> {
  return {
    'lab-report': [{ laboratory: typed }],
    'semen-analysis': [
      {
        neat: { state: 'sperm-seen', motile: 2, immotile: 3, normal: null },
        pellet: { state: 'not-examined' },
        note: typed,
      },
    ],
    'symptom-check': [{ answers: { headache: 'mild' }, note: typed }],
    'vital-signs': [
      {
        weight: null,
        bloodPressure: { systolic: 120, diastolic: 80 },
        confirmed: [],
        note: typed,
      },
    ],
    dose: [
      {
        drug: 'isotretinoin',
        amount: 20,
        unit: 'mg',
        route: 'oral',
        timesPerDay: 2,
        everyDays: 1,
        reason: typed,
      },
    ],
    hold: [{ reason: 'other', note: typed, flagId: uuid() }],
    resume: [{ reason: typed }],
    stop: [{ drug: 'isotretinoin', reason: 'other', note: typed }],
    'rems-check': [
      {
        enrolledOn: on(1),
        category: 'cannot-become-pregnant',
        consentOn: on(2),
        consentVersion: typed,
        counseledOn: on(3),
        coupleCounseledOn: on(4),
        bloodDonationAcknowledged: true,
        noSharingAcknowledged: true,
        note: typed,
      },
    ],
    dispensing: [
      {
        prescribedOn: on(5),
        dispenseBy: on(11),
        quantity: 30,
        strengthMg: 20,
        daysSupply: 15,
        refills: 0,
        pickedUpOn: on(6),
        capsulesReturned: null,
        note: typed,
        authorizationPresent: true,
      },
    ],
    procedure: [
      { kind: 'micro-tese', side: 'both', spermFound: 'yes', earlierReason: typed, note: typed },
      { kind: 'oocyte-retrieval', eggNumber: 8, note: typed },
    ],
    finding: [
      { finding: 'karyotype', answer: '46-xx', note: typed },
      { finding: 'partner-pregnancy', answer: on(150), note: typed },
    ],
    'concomitant-drug': [
      {
        name: typed,
        drugClass: 'other',
        startedOn: on(-40),
        stoppedOn: on(8),
        ongoing: false,
        note: typed,
      },
    ],
    'adverse-event': [
      {
        term: 'other',
        description: typed,
        grades: [{ from: on(9), grade: 1 }],
        endedOn: on(12),
        note: typed,
      },
    ],
    'adverse-event-dismissal': [{ term: 'other', grade: 1, suggestedBy: uuid(), reason: typed }],
    questionnaire: [{ instrument: 'phq-9', total: 4, item9: 0, note: typed }],
    'drug-return': [{ quantity: 3, strengthMg: 20, note: typed }],
    'injection-exception': [{ kind: 'moved', drug: 'hcg', reason: typed, givenOn: on(20) }],
    'icsi-cycle': [
      {
        partnerId: uuid(),
        embryos: 2,
        transfers: [
          { on: on(200), embryos: 1, origin: 'fresh', outcome: 'not-pregnant', outcomeOn: on(214) },
        ],
        note: typed,
      },
    ],
    'post-operative-check': [
      {
        noneSeen: 'no',
        complications: [{ kind: 'hematoma', from: on(101), resolved: 'no', note: typed }],
        note: typed,
      },
    ],
  };
}

export interface SourceOptions {
  /** The day of the first dose. */
  readonly dayOne: Day;
  readonly age?: number | null;
  readonly treated?: boolean;
}

export function sourceCase({ dayOne, age = 35, treated = true }: SourceOptions): SourceCase {
  const on = (day: number) => toCivilDate(addDays(dayOne, day - 1));
  const at = (day: number) => `${on(day)}T13:05:09.120Z`;
  const by = uuid();
  const stamp = (day: number) => ({
    by,
    at: at(day),
    version: 2,
    amended: { by, at: at(day + 1), reason: typed },
  });
  const contents = contentsOf(on);
  const records = recordKinds.flatMap((kind, index) =>
    contents[kind].map(
      (content) =>
        ({
          ...stamp(index),
          id: uuid(),
          kind,
          on: on(index - 10),
          time: '08:15',
          source: typed,
          visitId: uuid(),
          content: recordContentSchemas[kind].parse(content),
          results: [],
        }) as SourceRecord,
    ),
  );
  const protocol = (version: string) => ({
    code: 'isotretinoin-noa',
    version,
    profile: typed,
    profileVersion: 1,
  });
  return {
    schema: 1,
    enrollment: {
      id: uuid(),
      patientId: uuid(),
      siteId: uuid(),
      siteCode: 'NYC',
      studyId: 'DOE-1979',
      protocol: protocol('1.2'),
      arm: 'isotretinoin',
      consentOn: on(-20),
      enrolledOn: treated ? on(-15) : on(1),
      firstDoseOn: treated ? on(1) : null,
      lastDoseOn: treated ? on(170) : null,
      ageAtConsent: age,
      status: 'withdrawn',
      endedOn: on(171),
      endReason: typed,
      endCategory: 'other',
      endAdverseEventId: uuid(),
      cohortTag: typed,
      simulated: false,
    },
    visits: [{ id: uuid(), on: on(30) }],
    records,
    adjustments: [
      {
        ...stamp(33),
        id: uuid(),
        kind: 'reschedule',
        occurrenceKey: `labs@${uuid()}`,
        recordId: uuid(),
        contactId: uuid(),
        plannedOn: on(35),
        closedOn: on(36),
        reason: typed,
      },
    ],
    decisions: [
      {
        id: uuid(),
        key: 'continue',
        meaning: 'branch-chosen',
        occurrenceKey: 'decision#1',
        recordId: uuid(),
        ruleId: 'DEC',
        ruleVersion: '1',
        computed: 'continue',
        chosen: 'stop',
        decidedOn: on(90),
        effectiveOn: on(91),
        reason: typed,
        by,
        byRole: 'physician',
        at: at(90),
        transcribed: false,
        signed: true,
      },
    ],
    contacts: [
      {
        ...stamp(40),
        id: uuid(),
        on: on(40),
        occurrenceKeys: ['labs#2'],
        channel: 'phone',
        outcome: 'reached',
        agreedOn: on(44),
        remindOn: on(43),
        reason: typed,
        note: typed,
      },
    ],
    partners: [{ id: uuid(), ordinal: 1, consentOn: on(-18), birthYear: 1987, endedOn: on(300) }],
    amendments: [
      {
        from: protocol('1.0'),
        to: protocol('1.2'),
        effectiveOn: on(60),
        reason: typed,
        by,
        byRole: 'physician',
        at: at(60),
      },
    ],
    occurrences: [
      {
        key: `labs@${uuid()}`,
        requirement: 'labs',
        title: 'Safety laboratory',
        kind: 'lab-panel',
        ordinal: 2,
        targetOn: on(56),
        plannedOn: on(57),
        opensOn: on(50),
        closesOn: on(62),
        actualOn: null,
        state: 'overdue',
        timing: null,
        recordIds: [uuid()],
        reason: typed,
      },
    ],
    response: { best: 'complete', current: 'complete', responseOn: on(120) },
    flags: [
      {
        id: uuid(),
        ruleId: 'SAFETY',
        ruleVersion: '1',
        title: 'Triglycerides',
        severity: 'red',
        message: `${typed} on ${on(70)}`,
        raisedOn: on(70),
        status: 'closed',
        disposition: 'accepted',
        dispositionReason: typed,
        closedBy: by,
        closedAt: at(72),
      },
    ],
  };
}

export function sourceHead(): SourceHead {
  const site = { id: uuid(), code: 'NYC', name: 'New York', timeZone: 'America/New_York' };
  return {
    schema: 1,
    people: [
      { id: uuid(), name: 'Dr. Alice Adams', role: 'physician' },
      { id: uuid(), name: 'Nurse Bob Brown', role: 'staff' },
    ],
    sites: [site],
    profiles: [
      {
        protocol: 'isotretinoin-noa',
        version: '1.2',
        siteCode: 'NYC',
        profile: typed,
        profileVersion: 1,
        settings: {},
      },
    ],
    calendars: [],
    screening: [],
  };
}
