import type { CtcaeGrade } from '@/lib/ctcae/term';
import { addDays, addMonths, type Day, dayOf, toCivilDate } from '@/lib/dates/civil-date';
import { publishedProfile } from '@/lib/protocols/library/shipped-profiles';
import { unknownAnswer } from '@/lib/records/finding';
import type { FindingKey } from '@/lib/records/findings';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { DemoDecision, DemoPatient, DemoRecord } from './demo-patient';
import { type LabValues, type RecordMaker, recordsOf, simulatedToFit } from './demo-records';
import { fitMoments, fitPairs, type Limits, type PairTarget } from './fit-sample';
import { icsiCycleOf, type PlannedCycle } from './icsi-cycle-of';
import { simulatedIdentity } from './identity';
import { type IsotretinoinMan, isotretinoinMen } from './isotretinoin-men';
import { isotretinoinPanel, monthlyCare, supplyNotNeeded } from './monthly-care';
import { plausibleLabs } from './plausible-labs';
import { type Random, seededRandom } from './random';

/**
 * S0: 30 men who completed isotretinoin and the one who dropped out, first doses from December 2022
 * to January 2024. Every date and every single value is simulated; Tables 1 to 4, the side effects and
 * the repeat micro-TESE figures come out as printed. Not rebuilt: the mean TMC of 48,000, which no
 * eleven counts with the printed medians can plausibly have (C§1.1.8).
 */
export function isotretinoinCohort(): DemoPatient[] {
  const random = seededRandom('S0');
  const labs = tableOne(random);
  const ages = fitMoments(random, 30, { mean: '37.9', sd: '4.7' }, 0);
  const volumes = {
    right: fitMoments(random, 30, { mean: '14.4', sd: '4.8' }, 1),
    left: fitMoments(random, 30, { mean: '13.8', sd: '3.9' }, 1),
  };
  const etiology = random.shuffle(etiologies);
  const hasRash = random.shuffle(isotretinoinMen.map((_, index) => index < 4));
  const isIrritable = random.shuffle(isotretinoinMen.map((_, index) => index < 14));
  const order = random.shuffle(isotretinoinMen.map((_, index) => index));
  const cholesterols = labs.find(({ analyte }) => analyte === 'cholesterol_total')?.after ?? [];
  const fifthHighest = [...cholesterols].sort((one, other) => other - one)[4] ?? 0;
  const completers = isotretinoinMen.map((man, index) =>
    completer(
      {
        man,
        number: (order[index] ?? 0) + 1,
        age: ages[index] ?? 0,
        findings: {
          etiology: etiology[index] ?? 'idiopathic',
          'testicular-volume-right': volumes.right[index] ?? unknownAnswer,
          'testicular-volume-left': volumes.left[index] ?? unknownAnswer,
        },
        before: Object.fromEntries(
          labs.map(({ analyte, unit, before }) => [analyte, [before[index] ?? 0, unit]]),
        ),
        after: Object.fromEntries(
          labs.map(({ analyte, unit, after }) => [analyte, [after[index] ?? 0, unit]]),
        ),
        hasRash: hasRash[index] === true,
        isIrritable: isIrritable[index] === true,
        alteredCholesterol: alteredCholesterol(cholesterols[index] ?? 0, fifthHighest),
      },
      random,
    ),
  );
  return [...completers, dropOut(random)].sort((a, b) => (a.studyId < b.studyId ? -1 : 1));
}

/** S0 Results: 23 idiopathic, 3 undescended testes, 3 genetic, 1 crushed pelvis. */
const etiologies = [
  ...Array.from({ length: 23 }, () => 'idiopathic' as const),
  ...Array.from({ length: 3 }, () => 'cryptorchidism' as const),
  ...Array.from({ length: 3 }, () => 'genetic' as const),
  'trauma' as const,
];

interface TableOneRow extends PairTarget {
  readonly analyte: BloodAnalyteKey;
  readonly unit: string;
  readonly decimals: number;
  readonly limits: Limits;
}

/**
 * S0 Table 1 as printed, in the units meant (its hemoglobin "g/L" is g/dL), with the values that need no
 * confirmation as limits. `aim` lies inside the rounding of the printed mean: at exactly 127 and 130
 * the LDL's p of 0.83 would need a correlation of −0.79, and at exactly 14.9 twice hemoglobin has p = 1.
 */
const tableOneRows: readonly TableOneRow[] = [
  row('testosterone_total', 'ng/dL', 0, [20, 2000], ['444', '147'], ['463', '155'], '0.34'),
  row('fsh', '[IU]/L', 1, [0.1, 100], ['17.5', '11.9'], ['18.6', '10.9'], '0.37'),
  row('hemoglobin', 'g/dL', 1, [8, 20], ['14.9', '1.1', 14.86], ['14.9', '1.3', 14.94], '0.56'),
  row('cholesterol_total', 'mg/dL', 0, [80, 350], ['197', '49'], ['204', '39'], '0.47'),
  row('hdl', 'mg/dL', 0, [15, 120], ['52', '18'], ['49', '18'], '0.06'),
  row('ldl', 'mg/dL', 0, [20, 250], ['127', '47', 127.4], ['130', '33', 129.6], '0.83'),
  row('triglycerides', 'mg/dL', 0, [30, 500], ['115', '72'], ['129', '79'], '0.04'),
  row('ast', 'U/L', 0, [5, 200], ['23', '8.7'], ['28', '13'], '0.03'),
  row('alt', 'U/L', 0, [5, 200], ['29', '14'], ['33', '13'], '0.22'),
  row('creatinine', 'mg/dL', 2, [0.4, 3], ['0.95', '0.16'], ['0.96', '0.18'], '0.62'),
];

type Cell = readonly [mean: string, sd: string, aim?: number];

function row(
  analyte: BloodAnalyteKey,
  unit: string,
  decimals: number,
  limits: Limits,
  before: Cell,
  after: Cell,
  p: string,
): TableOneRow {
  const target = ([mean, sd, aim]: Cell) => ({ mean, sd, ...(aim === undefined ? {} : { aim }) });
  return { analyte, unit, decimals, limits, before: target(before), after: target(after), p };
}

function tableOne(random: Random) {
  return tableOneRows.map(({ analyte, unit, decimals, limits, ...target }) => {
    const [before, after] = fitPairs(random, 30, target, decimals, limits);
    return { analyte, unit, before, after };
  });
}

interface Completer {
  readonly man: IsotretinoinMan;
  /** 1 to 30, in the order of first doses. */
  readonly number: number;
  readonly age: number;
  readonly findings: Findings;
  readonly before: LabValues;
  readonly after: LabValues;
  readonly hasRash: boolean;
  readonly isIrritable: boolean;
  /** Of the result at week 4, where it counts as altered. */
  readonly alteredCholesterol: CtcaeGrade | null;
}

/**
 * S0 counts 5 of 30 men and does not say what "altered" means; about half have more than 200 mg/dL
 * (C§1.1.8). Here it is the five highest, graded as CTCAE does above the laboratory's limit.
 */
function alteredCholesterol(mgPerDl: number, lowestAltered: number): CtcaeGrade | null {
  if (mgPerDl < lowestAltered) {
    return null;
  }
  return mgPerDl > 300 ? 2 : 1;
}

function completer(completed: Completer, random: Random): DemoPatient {
  const { man, number } = completed;
  const make = recordsOf(random, 600, 10);
  const firstDose = addDays(dayOf(2022, 12, 5), number * 13);
  const enrolledOn = addDays(firstDose, -random.between(10, 20));
  const operatedOn =
    man.repeatMicroTese && addDays(addMonths(firstDose, 6), random.between(12, 24));
  const lastMonth = man.responder?.lastMonth ?? 6;
  const lastDose = operatedOn ?? addDays(addMonths(firstDose, lastMonth), random.between(3, 8));
  const weightKg = random.between(68, 96);
  const effects = sideEffects(completed, random);
  const week4 = addDays(firstDose, 28 + random.between(-2, 3));
  return {
    ...enrollmentOf(number, completed.age, enrolledOn, random),
    ended: {
      on: addDays(lastDose, random.between(35, 60)),
      status: 'completed',
      reason: 'Completed the course of treatment',
    },
    records: [
      ...history(make, man, firstDose, random),
      ...make.findings(
        enrolledOn,
        { ...answersAtEnrollment[man.category], ...completed.findings },
        simulatedToFit('S0 Results'),
      ),
      make.labs(
        addDays(enrolledOn, 2),
        plausibleLabs(random, isotretinoinPanel, completed.before),
        simulatedToFit('S0 Table 1'),
      ),
      make.vitalSigns(enrolledOn, weightKg),
      make.isotretinoin(firstDose),
      ...monthlyCare(make, {
        firstDose,
        until: lastDose,
        weightKg,
        complaintsAt: (month) => complaintsOf(effects, month),
      }),
      ...confirmedEvents(make, effects, { firstDose, lastDose, week4 }),
      make.labs(
        week4,
        plausibleLabs(random, isotretinoinPanel, completed.after),
        simulatedToFit('S0 Table 1'),
      ),
      ...semenOnTreatment(make, man, firstDose, lastMonth, random),
      ...(operatedOn && man.repeatMicroTese
        ? [repeatedMicroTese(make, man.repeatMicroTese, operatedOn)]
        : []),
      make.stop(lastDose, man.responder ? 'response' : 'completed'),
      ...icsiCycles(make, man, studyIdOf(number), lastDose, random),
    ],
    decisions: reviews(man, firstDose, lastMonth),
    adjustments: supplyNotNeeded(firstDose, lastDose),
  };
}

/** S0: one man dropped out because of anxiety early in the study and is in none of its tables. */
function dropOut(random: Random): DemoPatient {
  const make = recordsOf(random, 600, 10);
  const firstDose = dayOf(2023, 5, 9);
  const enrolledOn = addDays(firstDose, -14);
  const lastDose = addDays(firstDose, 39);
  return {
    ...enrollmentOf(31, 36, enrolledOn, random),
    ended: {
      on: addDays(lastDose, 9),
      status: 'withdrawn',
      category: 'adverse-event',
      adverseEvent: 'anxiety',
      reason: 'Dropped out: anxiety',
    },
    records: [
      ...history(make, { category: 'prior-procedure-without-sperm' }, firstDose, random),
      ...make.findings(enrolledOn, answersAtEnrollment['prior-procedure-without-sperm']),
      make.labs(addDays(enrolledOn, 2), plausibleLabs(random, isotretinoinPanel)),
      make.isotretinoin(firstDose),
      ...monthlyCare(make, {
        firstDose,
        until: lastDose,
        weightKg: 81,
        complaintsAt: () => ({ 'dry-lips': 'mild', anxiety: 'mild' }),
      }),
      make.labs(addDays(firstDose, 28), plausibleLabs(random, isotretinoinPanel)),
      make.symptoms(
        lastDose,
        'isotretinoin',
        { 'dry-lips': 'mild', anxiety: 'moderate' },
        simulatedToFit('S0 Side effects'),
      ),
      make.stop(lastDose, 'adverse-event', 'Anxiety'),
      make.adverseEvent(
        addMonths(firstDose, 1),
        'anxiety',
        1,
        {
          grades: [
            { from: toCivilDate(addMonths(firstDose, 1)), grade: 1 },
            { from: toCivilDate(lastDose), grade: 2 },
            { from: toCivilDate(addDays(lastDose, 8)), grade: 1 },
          ],
          relatedness: 'possible',
          action: 'drug-withdrawn',
          outcome: 'recovering',
          note: `The drug was stopped for it on ${toCivilDate(lastDose)}`,
        },
        simulatedToFit('S0 Side effects'),
      ),
      make.symptoms(addDays(lastDose, 8), 'isotretinoin', { anxiety: 'mild' }),
    ],
    decisions: [],
    adjustments: supplyNotNeeded(firstDose, lastDose),
  };
}

function enrollmentOf(number: number, age: number, enrolledOn: Day, random: Random) {
  const studyId = studyIdOf(number);
  return {
    studyId,
    site: 'literature',
    identity: simulatedIdentity(studyId, age, enrolledOn, random),
    protocol: 'isotretinoin-noa',
    profile: publishedProfile,
    arm: 'isotretinoin',
    consentOn: enrolledOn,
    enrolledOn,
    cohortTag: 'S0',
  } as const;
}

function studyIdOf(number: number): string {
  return `S0-${String(number).padStart(3, '0')}`;
}

type Findings = Partial<Record<FindingKey, string | number>>;

const nothingAgainst: Findings = {
  'obstruction-excluded': 'yes',
  'adequate-ejaculated-sperm': 'no',
  'hormonal-therapy': 'never',
  'psychiatric-history': 'no',
  'vitamin-a': 'no',
  tetracyclines: 'no',
  'hypersensitivity-isotretinoin': 'no',
};

const azoospermia: Findings = {
  ...nothingAgainst,
  'azoospermia-category': 'non-obstructive-azoospermia',
  'prior-ejaculated-sperm': 'no',
};

const answersAtEnrollment: Record<IsotretinoinMan['category'], Findings> = {
  'prior-procedure-with-sperm': azoospermia,
  'prior-procedure-without-sperm': azoospermia,
  'prior-cryptozoospermia': {
    ...nothingAgainst,
    'azoospermia-category': 'prior-cryptozoospermia',
    'prior-ejaculated-sperm': 'yes',
  },
  cryptozoospermia: {
    ...nothingAgainst,
    'azoospermia-category': 'cryptozoospermia',
    'prior-ejaculated-sperm': 'yes',
    'intermittent-sperm-insufficient': 'yes',
  },
};

/** Two pellets and what was done and found before; a cryptozoospermic man had a few sperm in one of them. */
function history(
  make: RecordMaker,
  man: Pick<IsotretinoinMan, 'category'> & Partial<IsotretinoinMan>,
  firstDose: Day,
  random: Random,
): DemoRecord[] {
  const fitted = simulatedToFit('S0 Tables 2 to 4');
  const operatedOn = addDays(firstDose, -random.between(240, 900));
  const lastProcedure = man.procedures?.at(-1);
  return [
    ...(man.procedures ?? []).map((kind, index) =>
      make.procedure(
        addDays(operatedOn, index * 60),
        {
          kind,
          side: 'both',
          minutes: kind === 'micro-tese' ? man.repeatMicroTese?.minutesBefore : null,
          spermFound: kind === lastProcedure && man.spermAtProcedure ? 'yes' : 'no',
          histology: man.histology ?? 'not-done',
        },
        fitted,
      ),
    ),
    make.noSperm(addDays(firstDose, -random.between(70, 85)), fitted),
    man.category === 'cryptozoospermia'
      ? make.spermInPellet(
          addDays(firstDose, -random.between(25, 40)),
          { motile: random.between(1, 3), normal: 0, eggs: 8 },
          fitted,
        )
      : make.noSperm(addDays(firstDose, -random.between(25, 40)), fitted),
  ];
}

interface SideEffects extends Pick<Completer, 'alteredCholesterol'> {
  readonly dryness: 'mild' | 'moderate';
  readonly rashMonth: number | null;
  readonly irritableFrom: number | null;
}

/** S0: dry skin and chapped lips in all 30, rash in 4, irritability in 14. */
function sideEffects(
  { hasRash, isIrritable, alteredCholesterol }: Completer,
  random: Random,
): SideEffects {
  return {
    dryness: random.pick(['mild', 'moderate'] as const),
    rashMonth: hasRash ? random.between(1, 3) : null,
    irritableFrom: isIrritable ? random.between(1, 3) : null,
    alteredCholesterol,
  };
}

function complaintsOf(
  { dryness, rashMonth, irritableFrom }: SideEffects,
  month: number,
): SymptomAnswers {
  return {
    'dry-lips': dryness,
    'dry-skin': month === 1 ? dryness : 'mild',
    ...(month === rashMonth ? { rash: 'mild' } : {}),
    ...(irritableFrom !== null && month >= irritableFrom ? { irritability: 'mild' } : {}),
  };
}

interface CourseDates {
  readonly firstDose: Day;
  readonly lastDose: Day;
  readonly week4: Day;
}

/**
 * What S0's sentence on side effects counts, as confirmed events: tables count those (engine §6). Grades,
 * dates and relatedness are invented; what else the checks and the labs suggest is left unjudged.
 */
function confirmedEvents(
  make: RecordMaker,
  { dryness, rashMonth, irritableFrom, alteredCholesterol }: SideEffects,
  { firstDose, lastDose, week4 }: CourseDates,
): DemoRecord[] {
  const month = (count: number) => addMonths(firstDose, count);
  const fitted = simulatedToFit('S0 Side effects');
  const until = (end: Day) => ({ endedOn: toCivilDate(end), outcome: 'recovered' }) as const;
  const worst = dryness === 'mild' ? 1 : 2;
  const afterDrug = until(addDays(lastDose, 14));
  const easing = [
    { from: toCivilDate(month(1)), grade: 2 },
    { from: toCivilDate(month(2)), grade: 1 },
  ];
  return [
    make.adverseEvent(month(1), 'cheilitis', worst, afterDrug, fitted),
    make.adverseEvent(
      month(1),
      'dry_skin',
      worst,
      dryness === 'mild' ? afterDrug : { ...afterDrug, grades: easing },
      fitted,
    ),
    ...(rashMonth === null
      ? []
      : [
          make.adverseEvent(
            month(rashMonth),
            'rash_maculo_papular',
            1,
            { ...until(addDays(month(rashMonth), 12)), relatedness: 'possible' },
            fitted,
          ),
        ]),
    ...(irritableFrom === null
      ? []
      : [
          make.adverseEvent(
            month(irritableFrom),
            'irritability',
            1,
            { ...afterDrug, relatedness: 'possible' },
            fitted,
          ),
        ]),
    ...(alteredCholesterol === null
      ? []
      : [make.adverseEvent(week4, 'cholesterol_high', alteredCholesterol, {}, fitted)]),
  ];
}

/**
 * Responders: negative before the month of response, then three samples with sperm or more. The second
 * confirms the first after four weeks; the two highest average to his count of Table 3.
 */
function semenOnTreatment(
  make: RecordMaker,
  { responder }: IsotretinoinMan,
  firstDose: Day,
  lastMonth: number,
  random: Random,
): DemoRecord[] {
  const sampleAt = (month: number) => addDays(addMonths(firstDose, month), random.between(-4, 2));
  const months = [3, 6, 9].filter((month) => month <= lastMonth);
  if (!responder) {
    return months.map((month) => make.noSperm(sampleAt(month), simulatedToFit('S0 Table 3')));
  }
  const { tmc, month: responseMonth } = responder;
  const spread = Math.max(1, Math.round(tmc * 0.08));
  const eggs = random.between(6, 12);
  const withSperm = (on: Day, motile: number) =>
    make.spermInPellet(
      on,
      { motile, normal: eggs + random.between(2, 8), eggs },
      simulatedToFit('S0 Table 3'),
    );
  const firstPositive = sampleAt(responseMonth);
  return [
    ...months
      .filter((month) => month < responseMonth)
      .map((month) => make.noSperm(sampleAt(month), simulatedToFit('S0 Table 3'))),
    withSperm(firstPositive, tmc - spread),
    withSperm(addDays(firstPositive, 28 + random.between(-3, 5)), tmc + spread),
    ...months
      .filter((month) => month > responseMonth)
      .map((month) => withSperm(sampleAt(month), tmc - 2 * spread)),
  ];
}

function repeatedMicroTese(
  make: RecordMaker,
  { minutes, isSufficient, isFrozen }: NonNullable<IsotretinoinMan['repeatMicroTese']>,
  on: Day,
): DemoRecord {
  return make.procedure(
    on,
    {
      kind: 'micro-tese',
      side: 'both',
      minutes,
      spermFound: isSufficient ? 'yes' : 'no',
      sufficientForAllEggs: isSufficient ? 'yes' : 'no',
      cryopreserved: isFrozen ? 'yes' : 'no',
      histology: 'unknown',
    },
    simulatedToFit('S0 repeat micro-TESE, 6/7 and 5/7'),
  );
}

/**
 * S0: 9 cycles in 6 complete responders, with 13 euploid embryos and 1 live birth; 6 cycles in the partial
 * ones, on the day of their operation, with 1 pregnancy of which the paper says no more. Transfers are not
 * printed: only those that must have been are made.
 */
function icsiCycles(
  make: RecordMaker,
  { responder, repeatMicroTese }: IsotretinoinMan,
  studyId: string,
  lastDose: Day,
  random: Random,
): DemoRecord[] {
  const more = seededRandom(`${studyId} ICSI`);
  const fitted = simulatedToFit('S0 Results, IVF-ICSI cycles');
  const cycle = (on: Day, planned: Omit<PlannedCycle, 'eggs'>) =>
    make.icsiCycle(on, icsiCycleOf(more, on, { ...planned, eggs: random.between(6, 14) }), fitted);
  if (repeatMicroTese?.isSufficient) {
    const pregnancy = { afterDays: 5, outcome: 'unknown', wasPregnant: true } as const;
    return [
      cycle(lastDose, {
        spermSource: 'testicular-fresh',
        transfers: repeatMicroTese.isPregnancy ? [pregnancy] : [],
      }),
    ];
  }
  const birth = { afterDays: 40, outcome: 'live-birth' } as const;
  return (responder?.cycles ?? []).map((euploid, index) =>
    cycle(addDays(lastDose, index * 31), {
      spermSource: 'ejaculated-fresh',
      euploid,
      transfers: responder?.hasLiveBirth && index === 0 ? [birth] : [],
    }),
  );
}

function reviews(man: IsotretinoinMan, firstDose: Day, lastMonth: number): DemoDecision[] {
  if (lastMonth < 6) {
    return [];
  }
  const goesOn = lastMonth > 6 ? 'continue' : 'stop';
  const chosen = man.repeatMicroTese ? 'micro-tese-on-drug' : goesOn;
  const decisions: DemoDecision[] = [
    { key: 'month-6-review', chosen, decidedOn: addDays(addMonths(firstDose, 6), 3) },
  ];
  if (lastMonth === 9) {
    const decidedOn = addDays(addMonths(firstDose, 9), 2);
    decisions.push({ key: 'maximum-duration-review', chosen: 'stop', decidedOn });
  }
  return decisions;
}
