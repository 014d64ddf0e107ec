import { addDays, addMonths, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { FindingKey } from '@/lib/records/findings';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import { panels } from '@/lib/units/analytes';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { DemoContact, DemoDecision, DemoEnd, DemoRecord } from './demo-patient';
import type { LabValues, RecordMaker, SpermCounts } from './demo-records';
import { icsiCycleOf, type PlannedTransfer } from './icsi-cycle-of';
import type { LivingCourse, LivingSeat } from './living-course';
import { isotretinoinPanel, monthlyCare } from './monthly-care';
import { plausibleLabs } from './plausible-labs';
import type { Random } from './random';

type Sample = 'no-sperm' | 'no-pellet' | SpermCounts;

interface Isotretinoin {
  /** Days since the first dose. */
  readonly day: number;
  /** Days since the clinic last recorded anything: what came due after that is still owed. */
  readonly unseenFor?: number;
  /** What the semen analyses of months 3, 6 and 9 showed; null was not done. */
  readonly semen?: Partial<Record<3 | 6 | 9, Sample | null>>;
  /** Found with the confirmatory sample, four weeks after the one of this month. */
  readonly confirming?: { readonly after: 3 | 6; readonly sample: Sample };
  readonly complaints?: SymptomAnswers;
  /** False: nobody has looked at what the checks suggest. By default the dryness of month 1 is confirmed. */
  readonly isJudged?: boolean;
  readonly hasWeek4Labs?: boolean;
  /** Values of the newest laboratory report that a rule looks at. */
  readonly newestLabs?: LabValues;
  readonly month6?: string;
  readonly also?: (make: RecordMaker, dates: Dates, random: Random) => DemoRecord[];
  /** What was tried to reach him. */
  readonly contacts?: (today: Day) => DemoContact[];
  readonly ended?: (today: Day) => DemoEnd;
}

interface Dates {
  readonly today: Day;
  readonly firstDose: Day;
}

const few: SpermCounts = { motile: 42, normal: 13, eggs: 9, vialsFrozen: 1 };
const more: SpermCounts = { motile: 67, normal: 18, eggs: 9, vialsFrozen: 2 };
const dryness: SymptomAnswers = { 'dry-lips': 'mild', 'dry-skin': 'mild' };

/** The men on isotretinoin of a clinic on any day; what each of them shows stands beside him. */
export const isotretinoinScenarios: readonly ((seat: LivingSeat) => LivingCourse)[] = [
  // On schedule, from the first week to the seventh month.
  on({ day: 5 }),
  on({ day: 16 }),
  on({ day: 27 }),
  on({ day: 44, isJudged: false }),
  on({ day: 62, complaints: { ...dryness, irritability: 'mild' }, also: irritabilityDismissed }),
  on({ day: 83 }),
  on({ day: 99 }),
  on({ day: 131, complaints: { ...dryness, 'muscle-pain': 'mild' }, also: musclePainEnded }),
  // His lips have become worse than the event that was confirmed.
  on({ day: 158, complaints: { ...dryness, 'dry-lips': 'moderate' } }),
  on({ day: 201, month6: 'continue' }),
  // Overdue: the check, the labs, the semen analysis.
  on({ day: 76, unseenFor: 26, isJudged: false, contacts: notReached }),
  on({ day: 106, unseenFor: 23, contacts: callAgain }),
  on({ day: 50, hasWeek4Labs: false }),
  on({ day: 113, semen: { 3: null } }),
  // Came after a reminder; lost after three attempts.
  on({ day: 69, contacts: reminded }),
  on({ day: 148, unseenFor: 64, contacts: threeInVain, ended: lost }),
  // Red flags: thoughts of suicide with the drug on hold; headache with a visual symptom, not decided yet.
  on({ day: 71, also: onHoldForThoughts }),
  on({ day: 38, also: withHeadache }),
  // Triglycerides above 500, above 300; liver tests; a tetracycline.
  on({ day: 64, newestLabs: { triglycerides: [640, 'mg/dL'] } }),
  on({ day: 95, newestLabs: { triglycerides: [342, 'mg/dL'] } }),
  on({ day: 126, newestLabs: { ast: [148, 'U/L'], alt: [166, 'U/L'] } }),
  on({ day: 55, also: withDoxycycline }),
  // Motile sperm: awaiting confirmation early and late, never confirmed, confirmed in full; of the first, none is frozen.
  on({ day: 98, semen: { 3: { ...few, vialsFrozen: 0 } } }),
  on({ day: 121, semen: { 3: more } }),
  on({ day: 163, semen: { 3: few } }),
  on({ day: 141, semen: { 3: few }, confirming: { after: 3, sample: more } }),
  on({
    day: 192,
    semen: { 3: more, 6: few },
    confirming: { after: 3, sample: few },
    month6: 'continue',
  }),
  // Complete, and lost again by month 6.
  on({
    day: 196,
    semen: { 3: few, 6: 'no-sperm' },
    confirming: { after: 3, sample: more },
    month6: 'continue',
  }),
  // Reliable but too few; number of eggs unknown; immotile only; pellet not examined.
  on({
    day: 135,
    semen: { 3: { motile: 11, normal: 5, eggs: 9 } },
    confirming: { after: 3, sample: { motile: 9, normal: 4, eggs: 9, vialsFrozen: 1 } },
  }),
  on({
    day: 133,
    semen: { 3: { motile: 35, normal: 12, eggs: null } },
    confirming: { after: 3, sample: { motile: 29, normal: 11, eggs: null, vialsFrozen: 1 } },
  }),
  on({ day: 103, semen: { 3: { motile: 0, normal: null, eggs: null } } }),
  on({ day: 101, semen: { 3: 'no-pellet' } }),
  // Month 6 and the maximum duration to be decided; operated on isotretinoin.
  on({ day: 184 }),
  on({ day: 271, month6: 'continue', semen: { 9: null }, contacts: dateAgreed }),
  on({ day: 208, month6: 'micro-tese-on-drug', also: operated }),
  // Stopped: completed, with blood donation still forbidden; for anxiety, follow-up due.
  on({ day: 199, unseenFor: 11, month6: 'stop', also: stopped(11, 'completed') }),
  on({ day: 47, unseenFor: 6, also: stopped(6, 'adverse-event') }),
  // Stopped after a complete response: embryo transferred, its outcome awaited; pregnancy going on.
  on({
    day: 231,
    unseenFor: 46,
    semen: { 3: few, 6: more },
    confirming: { after: 3, sample: more },
    month6: 'stop',
    also: afterResponse(46, { cycle: 21, transfers: [{ afterDays: 3, outcome: 'awaited' }] }),
  }),
  on({
    day: 321,
    unseenFor: 136,
    semen: { 3: more, 6: few },
    confirming: { after: 3, sample: few },
    month6: 'stop',
    also: afterResponse(136, {
      cycle: 118,
      transfers: [
        { afterDays: 3, outcome: 'not-pregnant' },
        { afterDays: 41, outcome: 'ongoing', seenAfterDays: 56 },
      ],
    }),
  }),
  // Enrolled, not started: one waits for a physician to let him in, one has his baseline.
  againstCriterion,
  screening,
  // Not eligible: on clomiphene for less than three months.
  notEligible,
];

function on(course: Isotretinoin) {
  return (seat: LivingSeat): LivingCourse => isotretinoinCourse(course, seat);
}

function isotretinoinCourse(
  course: Isotretinoin,
  { today, make, random }: LivingSeat,
): LivingCourse {
  const firstDose = addDays(today, -course.day);
  const seenUntil = addDays(today, -(course.unseenFor ?? 0));
  const enrolledOn = addDays(firstDose, -random.between(8, 16));
  const records = [
    ...background(make, enrolledOn, firstDose),
    make.labs(addDays(enrolledOn, 2), plausibleLabs(random, isotretinoinPanel)),
    make.vitalSigns(enrolledOn, random.between(68, 96)),
    make.isotretinoin(firstDose),
    ...monthlyCare(make, {
      firstDose,
      until: seenUntil,
      weightKg: random.between(68, 96),
      complaintsAt: () => course.complaints ?? dryness,
      phq9At: (month) => (course.complaints === undefined ? 2 : 5) + (month % 2),
    }),
    ...labsOnTreatment(course, { today, make, random }, firstDose),
    ...semenOnTreatment(course, make, firstDose),
  ];
  return {
    protocol: 'isotretinoin-noa',
    arm: 'isotretinoin',
    enrolledOn,
    records: [
      ...records.filter((record) => record.on <= seenUntil),
      ...(course.isJudged === false ? [] : drynessConfirmed(make, firstDose, seenUntil)),
      ...(course.also?.(make, { today, firstDose }, random) ?? []),
    ],
    decisions: reviews(course, firstDose),
    contacts: course.contacts?.(today) ?? [],
    ended: course.ended?.(today) ?? null,
  };
}

function notReached(today: Day): DemoContact[] {
  const about = ['monthly-check#2', 'dispensing#3'];
  return [
    { on: addDays(today, -6), channel: 'phone', outcome: 'no-answer', about },
    {
      on: addDays(today, -2),
      channel: 'phone',
      outcome: 'no-answer',
      about,
      note: 'Message left on the machine',
    },
  ];
}

/** Off the list until the day after tomorrow. */
function callAgain(today: Day): DemoContact[] {
  return [
    {
      on: addDays(today, -1),
      channel: 'phone',
      outcome: 'reached-call-again',
      about: ['monthly-check#3', 'semen#1'],
      remindOn: addDays(today, 2),
      note: 'Travels for work',
    },
  ];
}

function dateAgreed(today: Day): DemoContact[] {
  return [
    {
      on: addDays(today, -3),
      channel: 'phone',
      outcome: 'reached-agreed-date',
      about: ['semen#3'],
      agreedOn: addDays(today, 4),
    },
  ];
}

/** A week before the check, to which he came. */
function reminded(today: Day): DemoContact[] {
  return [
    {
      on: addDays(today, -15),
      channel: 'e-mail',
      outcome: 'reached-call-again',
      about: ['monthly-check#2'],
      note: 'Will come in the week after',
    },
  ];
}

function threeInVain(today: Day): DemoContact[] {
  const about = ['monthly-check#3', 'semen#1'];
  return [
    { on: addDays(today, -45), channel: 'phone', outcome: 'no-answer', about },
    { on: addDays(today, -33), channel: 'phone', outcome: 'wrong-number', about },
    { on: addDays(today, -20), channel: 'letter', outcome: 'no-answer', about },
  ];
}

/** His last dose is not known, and stays so. */
function lost(today: Day): DemoEnd {
  const reason = 'Not reached by phone and letter';
  return { on: addDays(today, -4), status: 'lost-to-follow-up', reason };
}

function drynessConfirmed(make: RecordMaker, firstDose: Day, seenUntil: Day): DemoRecord[] {
  const onset = addMonths(firstDose, 1);
  return onset > seenUntil
    ? []
    : [make.adverseEvent(onset, 'cheilitis', 1), make.adverseEvent(onset, 'dry_skin', 1)];
}

function irritabilityDismissed(make: RecordMaker, { firstDose }: Dates): DemoRecord[] {
  return [
    make.noAdverseEvent(addMonths(firstDose, 1), 'irritability', 1, 'As before, says his wife'),
  ];
}

function musclePainEnded(make: RecordMaker, { firstDose }: Dates): DemoRecord[] {
  const onset = addMonths(firstDose, 1);
  return [
    make.adverseEvent(onset, 'myalgia', 1, {
      endedOn: toCivilDate(addDays(addMonths(firstDose, 4), 1)),
      outcome: 'recovered',
      relatedness: 'possible',
    }),
  ];
}

function background(
  make: RecordMaker,
  enrolledOn: Day,
  firstDose: Day,
  otherAnswers: Partial<Record<FindingKey, string>> = {},
): DemoRecord[] {
  return [
    make.procedure(addDays(firstDose, -260), {
      kind: 'fna-mapping',
      side: 'both',
      spermFound: 'no',
      histology: 'mixed',
    }),
    make.noSperm(addDays(firstDose, -68)),
    make.noSperm(addDays(firstDose, -33)),
    ...make.findings(enrolledOn, {
      'azoospermia-category': 'non-obstructive-azoospermia',
      'obstruction-excluded': 'yes',
      'prior-ejaculated-sperm': 'no',
      'adequate-ejaculated-sperm': 'no',
      'hormonal-therapy': 'never',
      etiology: 'idiopathic',
      karyotype: '46-xy',
      'azf-deletion': 'none',
      'psychiatric-history': 'no',
      'vitamin-a': 'no',
      tetracyclines: 'no',
      'hypersensitivity-isotretinoin': 'no',
      ...otherAnswers,
    }),
  ];
}

const monthlyPanel: readonly BloodAnalyteKey[] = [...panels.LIPID.members, ...panels.LFT.members];

/** After four weeks, then lipids and liver tests with every monthly check from month 2. */
function labsOnTreatment(
  { hasWeek4Labs = true, newestLabs = {} }: Isotretinoin,
  { make, random, today }: LivingSeat,
  firstDose: Day,
): DemoRecord[] {
  const dates = [
    ...(hasWeek4Labs ? [addDays(firstDose, 28)] : []),
    ...[2, 3, 4, 5, 6, 7, 8].map((month) => addMonths(firstDose, month)),
  ].filter((on) => on <= today);
  return dates.map((date, index) => {
    const isNewest = index === dates.length - 1;
    const panel = date === addDays(firstDose, 28) ? isotretinoinPanel : monthlyPanel;
    return make.labs(
      date,
      plausibleLabs(random, panel, isNewest ? newestLabs : {}),
      undefined,
      isNewest ? (Object.keys(newestLabs) as BloodAnalyteKey[]) : [],
    );
  });
}

function semenOnTreatment(
  { semen = {}, confirming }: Isotretinoin,
  make: RecordMaker,
  firstDose: Day,
): DemoRecord[] {
  const planned = ([3, 6, 9] as const).flatMap((month) => {
    const sample = semen[month] === undefined ? 'no-sperm' : semen[month];
    return sample === null ? [] : [sampleOf(make, addMonths(firstDose, month), sample)];
  });
  if (!confirming) {
    return planned;
  }
  const on = addDays(addMonths(firstDose, confirming.after), 28);
  return [...planned, sampleOf(make, on, confirming.sample)];
}

function sampleOf(make: RecordMaker, on: Day, sample: Sample): DemoRecord {
  if (sample === 'no-sperm') {
    return make.noSperm(on);
  }
  return sample === 'no-pellet' ? make.withoutPellet(on) : make.spermInPellet(on, sample);
}

function reviews({ month6 }: Isotretinoin, firstDose: Day): DemoDecision[] {
  return month6 === undefined
    ? []
    : [{ key: 'month-6-review', chosen: month6, decidedOn: addDays(addMonths(firstDose, 6), 2) }];
}

interface Dates {
  readonly today: Day;
  readonly firstDose: Day;
}

function onHoldForThoughts(make: RecordMaker, { today }: Dates): DemoRecord[] {
  const yesterday = addDays(today, -1);
  return [
    make.symptoms(yesterday, 'isotretinoin', {
      ...dryness,
      'suicidal-ideation': 'yes',
      'low-mood': 'severe',
    }),
    make.hold(yesterday, 'red-flag', 'Until he has been seen by psychiatry'),
  ];
}

function withHeadache(make: RecordMaker, { today }: Dates): DemoRecord[] {
  return [
    make.symptoms(today, 'isotretinoin', {
      ...dryness,
      headache: 'moderate',
      'visual-symptom': 'yes',
    }),
  ];
}

function withDoxycycline(make: RecordMaker, { today }: Dates): DemoRecord[] {
  return [make.concomitant(addDays(today, -3), 'Doxycycline 100 mg', 'tetracycline')];
}

function operated(make: RecordMaker, { firstDose }: Dates): DemoRecord[] {
  return [
    make.procedure(addDays(addMonths(firstDose, 6), 16), {
      kind: 'micro-tese',
      side: 'both',
      minutes: 70,
      spermFound: 'yes',
      sufficientForAllEggs: 'yes',
      cryopreserved: 'yes',
      vialsFrozen: 4,
      histology: 'mixed',
    }),
  ];
}

function stopped(daysAgo: number, reason: 'completed' | 'adverse-event') {
  return (make: RecordMaker, { today }: Dates): DemoRecord[] => {
    const on = addDays(today, -daysAgo);
    return reason === 'completed'
      ? [make.stop(on, 'completed')]
      : [
          make.symptoms(on, 'isotretinoin', { ...dryness, anxiety: 'moderate' }),
          make.stop(on, 'adverse-event', 'Anxiety'),
          make.adverseEvent(on, 'anxiety', 2, {
            relatedness: 'possible',
            action: 'drug-withdrawn',
            outcome: 'recovering',
          }),
        ];
  };
}

interface AfterResponse {
  /** Days since the oocyte retrieval. */
  readonly cycle: number;
  readonly transfers: readonly PlannedTransfer[];
}

function afterResponse(stoppedDaysAgo: number, { cycle, transfers }: AfterResponse) {
  return (make: RecordMaker, { today }: Dates, random: Random): DemoRecord[] => {
    const retrievedOn = addDays(today, -cycle);
    const planned = { spermSource: 'ejaculated-fresh', eggs: 9, transfers } as const;
    return [
      make.stop(addDays(today, -stoppedDaysAgo), 'response'),
      make.icsiCycle(retrievedOn, icsiCycleOf(random, retrievedOn, planned)),
    ];
  };
}

function screening({ today, make, random }: LivingSeat): LivingCourse {
  const enrolledOn = addDays(today, -6);
  return {
    protocol: 'isotretinoin-noa',
    arm: 'isotretinoin',
    enrolledOn,
    records: [
      ...background(make, enrolledOn, today),
      make.labs(addDays(today, -3), plausibleLabs(random, isotretinoinPanel)),
      make.phq9(addDays(today, -3), 2),
    ],
    decisions: [],
  };
}

function againstCriterion({ today, make }: LivingSeat): LivingCourse {
  const enrolledOn = addDays(today, -6);
  return {
    protocol: 'isotretinoin-noa',
    arm: 'isotretinoin',
    enrolledOn,
    records: background(make, enrolledOn, today, { 'psychiatric-history': 'yes' }),
    decisions: [],
    overrideReason:
      'One episode of depression twelve years ago; his psychiatrist agrees in writing.',
  };
}

function notEligible({ today, make }: LivingSeat): LivingCourse {
  const enrolledOn = addDays(today, -9);
  const since = toCivilDate(addDays(today, -40));
  return {
    protocol: 'isotretinoin-noa',
    arm: 'isotretinoin',
    enrolledOn,
    records: background(make, enrolledOn, today, {
      'hormonal-therapy': 'current',
      'hormonal-therapy-since': since,
      'hormonal-therapy-response': 'no',
    }),
    decisions: [],
    ended: {
      on: enrolledOn,
      status: 'withdrawn',
      category: 'physician-decision',
      reason: `Not eligible: on clomiphene since ${since}, for less than 3 months`,
    },
  };
}
