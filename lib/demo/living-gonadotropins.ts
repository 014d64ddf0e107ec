import { addDays, addMonths, type Day } from '@/lib/dates/civil-date';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import { panels } from '@/lib/units/analytes';
import type { DemoDecision, DemoRecord } from './demo-patient';
import type { LabValue, LabValues, RecordMaker } from './demo-records';
import { icsiCycleOf } from './icsi-cycle-of';
import type { LivingCourse, LivingSeat } from './living-course';
import { plausibleLabs } from './plausible-labs';
import type { Random } from './random';

interface Gonadotropins {
  /** Days since the first injection. */
  readonly day: number;
  /** Days since the clinic last recorded anything. */
  readonly unseenFor?: number;
  /** FSH of months 1, 2 and 3 in IU/L. */
  readonly fsh?: readonly (number | string)[];
  /** Chosen at month 1, and at month 2 after a re-test. */
  readonly chosen?: readonly string[];
  readonly complaints?: SymptomAnswers;
  /** With the labs of month 1. */
  readonly hematocrit?: number;
  readonly semen?: 'no-sperm' | 'sperm';
  readonly retrieval?: 'yes' | 'no';
}

/** The men on gonadotropins of a clinic on any day; what each of them shows stands beside him. */
export const gonadotropinScenarios: readonly ((seat: LivingSeat) => LivingCourse)[] = [
  // First month.
  on({ day: 4 }),
  on({ day: 18 }),
  // Waiting for the FSH decision: in range, above it, below what the assay measures, and late.
  on({ day: 31, fsh: [6.2] }),
  on({ day: 32, fsh: [15.3] }),
  on({ day: 33, fsh: ['<0.3'] }),
  on({ day: 41, fsh: [9.8] }),
  // FSH not drawn at month 1: overdue, and with it the decision.
  on({ day: 43, unseenFor: 20 }),
  // uFSH added; hCG alone with the re-test to be decided; hCG through month 3.
  on({ day: 52, fsh: [4.4], chosen: ['add-ufsh'] }),
  on({ day: 74, fsh: [7.1, 5.9], chosen: ['add-ufsh'] }),
  on({ day: 63, fsh: [14.2, 8.4], chosen: ['continue-and-retest'] }),
  on({ day: 80, fsh: [18.8, 13.6], chosen: ['continue-and-retest', 'continue-hcg'] }),
  // Hematocrit above 54%; breast tenderness.
  on({ day: 39, fsh: [5.5], chosen: ['add-ufsh'], hematocrit: 55.2 }),
  on({
    day: 66,
    fsh: [3.8, 4.6],
    chosen: ['add-ufsh'],
    complaints: { 'breast-tenderness': 'moderate' },
  }),
  // End of treatment: semen due, sperm in the ejaculate, waiting for surgery, operated and an embryo transferred.
  on({ day: 93, fsh: [6.6, 5.1, 4.9], chosen: ['add-ufsh'] }),
  on({ day: 101, fsh: [5.2, 4.7, 4.4], chosen: ['add-ufsh'], semen: 'sperm' }),
  on({ day: 104, fsh: [7.9, 6.8, 6.1], chosen: ['add-ufsh'], semen: 'no-sperm' }),
  on({ day: 128, fsh: [4.1, 3.9, 3.3], chosen: ['add-ufsh'], semen: 'no-sperm', retrieval: 'yes' }),
  on({ day: 133, fsh: [8.8, 7.2, 6.9], chosen: ['add-ufsh'], semen: 'no-sperm', retrieval: 'no' }),
  // The arm without gonadotropins, before surgery.
  untreated,
];

const otherHormones = ['lh', 'testosterone_total', 'estradiol'] as const;

function on(course: Gonadotropins) {
  return ({ today, make, random }: LivingSeat): LivingCourse => {
    const firstDose = addDays(today, -course.day);
    const seenUntil = addDays(today, -(course.unseenFor ?? 0));
    const enrolledOn = addDays(firstDose, -random.between(6, 14));
    const records = [
      ...background(make, enrolledOn),
      make.labs(
        addDays(enrolledOn, 1),
        plausibleLabs(random, [...panels.HORM.members, 'hematocrit']),
      ),
      ...injections(make, course, firstDose),
      ...[1, 2, 3].flatMap((month) => monthOf(course, month, { today, make, random }, firstDose)),
      ...endOfTreatment(course, { today, make, random }, firstDose),
    ];
    return {
      protocol: 'gonadotropin-noa',
      arm: 'gonadotropins',
      enrolledOn,
      records: records.filter((record) => record.on <= seenUntil),
      decisions: decisions(course, firstDose),
    };
  };
}

function background(make: RecordMaker, enrolledOn: Day): DemoRecord[] {
  return [
    make.noSperm(addDays(enrolledOn, -52)),
    make.noSperm(addDays(enrolledOn, -15)),
    ...make.findings(enrolledOn, {
      'azoospermia-category': 'non-obstructive-azoospermia',
      'obstruction-excluded': 'yes',
      etiology: 'idiopathic',
      karyotype: '46-xy',
      'azf-deletion': 'none',
      'testicular-volume-mean': 6.4,
      'hypogonadotropic-hypogonadism': 'no',
      'testicular-tumor-therapy': 'no',
      'testosterone-or-anabolic-steroids': 'no',
      thrombosis: 'no',
      'prostate-or-breast-cancer': 'no',
    }),
  ];
}

function monthOf(
  { fsh = [], complaints = {}, hematocrit }: Gonadotropins,
  month: number,
  { make, random }: LivingSeat,
  firstDose: Day,
): DemoRecord[] {
  const date = addMonths(firstDose, month);
  const check = make.symptoms(date, 'gonadotropins', complaints);
  const value = fsh[month - 1];
  if (value === undefined) {
    return [check];
  }
  const known: LabValues = {
    fsh: [value, '[IU]/L'] satisfies LabValue,
    ...(month === 1 && hematocrit !== undefined ? { hematocrit: [hematocrit, '%'] } : {}),
  };
  const panel = month === 2 ? otherHormones : ([...otherHormones, 'hematocrit'] as const);
  return [check, make.labs(date, plausibleLabs(random, panel, known))];
}

/** Taking turns once uFSH is added: each drug every 4 days. */
function injections(
  make: RecordMaker,
  { chosen = [] }: Gonadotropins,
  firstDose: Day,
): DemoRecord[] {
  const hcg = make.injections(firstDose, 'hcg', 2);
  const added = chosen.indexOf('add-ufsh');
  if (added < 0) {
    return [hcg];
  }
  const date = addMonths(firstDose, added + 1);
  return [hcg, make.injections(date, 'ufsh', 4), make.injections(date, 'hcg', 4, 2)];
}

function endOfTreatment(
  { semen, retrieval }: Gonadotropins,
  { make, random }: LivingSeat,
  firstDose: Day,
): DemoRecord[] {
  const end = addMonths(firstDose, 3);
  if (semen === undefined) {
    return [make.stop(end, 'completed')];
  }
  const sample =
    semen === 'no-sperm'
      ? make.noSperm(addDays(end, 4))
      : make.spermInPellet(addDays(end, 4), { motile: 7, normal: 2, eggs: null });
  return [
    make.stop(end, 'completed'),
    sample,
    ...(retrieval === undefined ? [] : operation(make, random, addDays(end, 24), retrieval)),
  ];
}

function operation(
  make: RecordMaker,
  random: Random,
  operatedOn: Day,
  retrieval: 'yes' | 'no',
): DemoRecord[] {
  const microTese = make.procedure(operatedOn, {
    kind: 'micro-tese',
    side: 'both',
    minutes: 110,
    spermFound: retrieval,
    sufficientForAllEggs: retrieval,
  });
  const cycle = icsiCycleOf(random, operatedOn, {
    spermSource: 'testicular-fresh',
    eggs: 11,
    transfers: [{ afterDays: 3, outcome: 'awaited' }],
  });
  return retrieval === 'yes' ? [microTese, make.icsiCycle(operatedOn, cycle)] : [microTese];
}

function decisions({ chosen = [], fsh = [] }: Gonadotropins, firstDose: Day): DemoDecision[] {
  return chosen.map((choice, index) => ({
    key: `fsh-month-${index + 1}`,
    chosen: choice,
    decidedOn: addDays(addMonths(firstDose, index + 1), fsh.length > index ? 1 : 0),
  }));
}

function untreated({ today, make, random }: LivingSeat): LivingCourse {
  const enrolledOn = addDays(today, -12);
  return {
    protocol: 'gonadotropin-noa',
    arm: 'none',
    enrolledOn,
    records: [
      ...background(make, enrolledOn),
      make.labs(addDays(enrolledOn, 2), plausibleLabs(random, panels.HORM.members)),
    ],
    decisions: [],
  };
}
