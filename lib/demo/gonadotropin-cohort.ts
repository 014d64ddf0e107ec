import { addDays, addMonths, type Day, dayOf } from '@/lib/dates/civil-date';
import { publishedProfile } from '@/lib/protocols/library/shipped-profiles';
import type { DemoAdjustment, DemoDecision, DemoPatient, DemoRecord } from './demo-patient';
import { type LabValues, type RecordMaker, recordsOf, simulatedToFit } from './demo-records';
import { type Baseline, fitBaselines } from './gonadotropin-baseline';
import { icsiCycleOf, type PlannedCycle } from './icsi-cycle-of';
import { simulatedIdentity } from './identity';
import { plausibleLabs } from './plausible-labs';
import { type Random, seededRandom } from './random';

/**
 * S1: 395 men on hCG with or without uFSH and 174 without, 2016 to 2019. Of the treated 27 had sperm in
 * the ejaculate afterwards; micro-TESE found sperm in 115 of the other 368 and in 34 of the 174. Table 1
 * comes out as printed, its missing values included. Simulated: all dates and values, which FSH branch
 * a man took, who among the retrieved had which arm, and the 27 men's own characteristics.
 */
export function gonadotropinCohort(): DemoPatient[] {
  const random = seededRandom('S1');
  const baselines = fitBaselines();
  const untreated = menOf(random, untreatedGroups, baselines.untreated);
  const operated = menOf(random, operatedGroups, baselines.treated);
  // Like the operated: the paper describes them by etiology only.
  const ejaculated = menOf(random, ejaculatedGroups, random.shuffle(baselines.treated));
  const men = random.shuffle([
    ...withIcsi(untreated.map((man) => ({ ...man, arm: 'none' as const }))),
    ...withIcsi(
      [...operated, ...ejaculated].map((man) => ({ ...man, arm: 'gonadotropins' as const })),
    ),
  ]);
  return men.map((man, index) => patientOf(man, index + 1, random));
}

type Etiology = 'idiopathic' | 'cryptorchidism' | 'mumps-orchitis' | 'azfc-microdeletion';
type Outcome = 'ejaculated' | 'retrieved' | 'not-retrieved';
type Group = readonly [Etiology, Outcome, count: number];

/**
 * S1 Table 1 (who was operated, by arm and etiology) and Results (149 retrieved by etiology: 79, 18, 29
 * and, by subtraction, 23 with cryptorchidism). How the arms share the retrieved of an etiology is invented.
 */
const operatedGroups: readonly Group[] = [
  ['idiopathic', 'retrieved', 57],
  ['idiopathic', 'not-retrieved', 193],
  ['cryptorchidism', 'retrieved', 20],
  ['cryptorchidism', 'not-retrieved', 29],
  ['mumps-orchitis', 'retrieved', 24],
  ['mumps-orchitis', 'not-retrieved', 17],
  ['azfc-microdeletion', 'retrieved', 14],
  ['azfc-microdeletion', 'not-retrieved', 14],
];

const untreatedGroups: readonly Group[] = [
  ['idiopathic', 'retrieved', 22],
  ['idiopathic', 'not-retrieved', 124],
  ['cryptorchidism', 'retrieved', 3],
  ['cryptorchidism', 'not-retrieved', 5],
  ['mumps-orchitis', 'retrieved', 5],
  ['mumps-orchitis', 'not-retrieved', 5],
  ['azfc-microdeletion', 'retrieved', 4],
  ['azfc-microdeletion', 'not-retrieved', 6],
];

/** S1 Results: the 27 by etiology. */
const ejaculatedGroups: readonly Group[] = [
  ['azfc-microdeletion', 'ejaculated', 15],
  ['idiopathic', 'ejaculated', 8],
  ['mumps-orchitis', 'ejaculated', 2],
  ['cryptorchidism', 'ejaculated', 2],
];

interface EnrolledMan {
  readonly arm: 'gonadotropins' | 'none';
  readonly etiology: Etiology;
  readonly outcome: Outcome;
  readonly baseline: Baseline;
}

/** Transfers that did not lead to a birth, and whether one more did. */
interface TransfersOfCycle {
  readonly failed: number;
  readonly isBorn: boolean;
}

interface Man extends EnrolledMan {
  readonly icsi: 'none' | 'not-stated' | TransfersOfCycle;
}

function menOf(random: Random, groups: readonly Group[], baselines: readonly Baseline[]) {
  const men = groups.flatMap(([etiology, outcome, count]) =>
    Array.from({ length: count }, () => ({ etiology, outcome })),
  );
  return random.shuffle(men).flatMap((man, index) => {
    const baseline = baselines[index];
    return baseline ? [{ ...man, baseline }] : [];
  });
}

/**
 * S1 ICSI outcomes: 138 of the 149 retrieved had one cycle each, and 68 of them a live birth. The arms are
 * inferred (C§1.2.5): no other split of 138 men and 68 births gives the printed 50.5% (54 of 107) and 45.2%
 * (14 of 31). Which transfer led to which birth is invented; nobody stops before the last that led to one, so that
 * the curve over transfers ends at both percentages. The order decides the log-rank p, which is not fitted.
 */
const icsiOfArm = {
  gonadotropins: { cycles: 107, birthsByTransfer: [32, 14, 8] },
  none: { cycles: 31, birthsByTransfer: [8, 4, 2] },
} as const;

/** Who of the retrieved had the cycle and the child is invented; the 27 with ejaculated sperm all had ICSI. */
function withIcsi(men: readonly EnrolledMan[]): Man[] {
  const retrieved = men.filter(({ outcome }) => outcome === 'retrieved');
  const order = seededRandom(`S1 ICSI ${men[0]?.arm}`).shuffle(retrieved);
  return men.map((man) => ({ ...man, icsi: icsiOf(man, order.indexOf(man)) }));
}

function icsiOf({ arm, outcome }: EnrolledMan, place: number): Man['icsi'] {
  if (outcome === 'ejaculated') {
    return 'not-stated';
  }
  const { cycles, birthsByTransfer } = icsiOfArm[arm];
  if (place < 0 || place >= cycles) {
    return 'none';
  }
  const failedBeforeBirth = birthsByTransfer.flatMap((births, index) =>
    Array.from({ length: births }, () => index),
  );
  const failed = failedBeforeBirth[place];
  return failed === undefined
    ? { failed: birthsByTransfer.length, isBorn: false }
    : { failed, isBorn: true };
}

const tableOne = simulatedToFit('S1 Table 1');
const icsiOutcomes = simulatedToFit('S1 ICSI outcomes');
const flow = simulatedToFit('S1 Results, patient flow');

function patientOf(man: Man, number: number, random: Random): DemoPatient {
  const studyId = `S1-${String(number).padStart(3, '0')}`;
  const enrolledOn = addDays(dayOf(2016, 1, 6), Math.floor(number * 2.35));
  const make = recordsOf(random, 3000, 30);
  const course =
    man.arm === 'none'
      ? untreatedCourse(make, man, enrolledOn, random)
      : treatedCourse(make, man, enrolledOn, random);
  return {
    studyId,
    site: 'literature',
    identity: simulatedIdentity(studyId, man.baseline.ageYears ?? 30, enrolledOn, random),
    protocol: 'gonadotropin-noa',
    profile: publishedProfile,
    arm: man.arm,
    consentOn: enrolledOn,
    enrolledOn,
    ended: {
      on: addDays(course.operatedOn, 30),
      status: 'completed',
      reason: 'Course of the study completed',
    },
    cohortTag: 'S1',
    records: [
      ...background(make, man, enrolledOn, random),
      ...course.records,
      ...icsiCycles(make, man, studyId, course.operatedOn),
    ],
    decisions: course.decisions,
    adjustments: notMeasured(man, addDays(enrolledOn, 2)),
  };
}

function background(
  make: RecordMaker,
  { etiology, baseline, arm }: Man,
  enrolledOn: Day,
  random: Random,
): DemoRecord[] {
  const hasAzfc = etiology === 'azfc-microdeletion';
  return [
    make.noSperm(addDays(enrolledOn, -random.between(40, 70)), flow),
    make.noSperm(addDays(enrolledOn, -random.between(5, 20)), flow),
    ...make.findings(
      enrolledOn,
      {
        'azoospermia-category': 'non-obstructive-azoospermia',
        'obstruction-excluded': 'yes',
        etiology,
        karyotype: '46-xy',
        'azf-deletion': hasAzfc ? 'azfc' : 'none',
        'infertility-months': 12 * (baseline.infertilityYears ?? 3),
        'body-mass-index': baseline.bodyMassIndex ?? 22,
        'testicular-volume-mean': baseline.testicularVolumeMl ?? 6.2,
        'hypogonadotropic-hypogonadism': 'no',
        'testicular-tumor-therapy': 'no',
        'testosterone-or-anabolic-steroids': 'no',
        thrombosis: 'no',
        'prostate-or-breast-cancer': 'no',
      },
      tableOne,
    ),
    make.labs(
      enrolledOn,
      {
        ...baselineHormones(baseline),
        ...(arm === 'gonadotropins' ? plausibleLabs(random, ['hematocrit']) : {}),
      },
      tableOne,
    ),
  ];
}

/** S1 prints how many values were missing at baseline; someone closed those panels and said why. */
function notMeasured({ baseline, arm }: Man, closedOn: Day): DemoAdjustment[] {
  const isComplete = Object.values(baseline).every((value) => value !== null);
  const requirement = arm === 'none' ? 'baseline-hormones-untreated' : 'baseline-hormones';
  const reason = 'Not all hormones were measured: S1 Table 1 reports them as missing';
  return isComplete
    ? []
    : [{ kind: 'closure', occurrenceKey: `${requirement}#1`, closedOn, reason }];
}

/** In the units of S1 Table 1, whose "micro-units" of LH and FSH are U/L; what was missing stays missing. */
function baselineHormones(baseline: Baseline): LabValues {
  const { lh, fsh, testosteroneNmolPerL, estradiolPmolPerL, prolactinNgPerMl } = baseline;
  return {
    ...(lh === null ? {} : { lh: [lh, '[IU]/L'] }),
    ...(fsh === null ? {} : { fsh: [fsh, '[IU]/L'] }),
    ...(testosteroneNmolPerL === null
      ? {}
      : { testosterone_total: [testosteroneNmolPerL, 'nmol/L'] }),
    ...(estradiolPmolPerL === null ? {} : { estradiol: [estradiolPmolPerL, 'pmol/L'] }),
    ...(prolactinNgPerMl === null ? {} : { prolactin: [prolactinNgPerMl, 'ng/mL'] }),
  };
}

interface Course {
  readonly records: readonly DemoRecord[];
  readonly decisions: readonly DemoDecision[];
  /** Of a man who needed no operation: when he would have had it. */
  readonly operatedOn: Day;
}

/** Weeks of freezing, thawing and waiting between two transfers. */
const daysBetweenTransfers = 63;

/**
 * S1: each couple had at least one embryo to be transferred, on day 3, and one or more transfers from one
 * cycle. How many is invented (`icsiOfArm`); of the cycles with ejaculated sperm the paper prints no outcome.
 */
function icsiCycles(
  make: RecordMaker,
  { icsi }: Man,
  studyId: string,
  retrievedOn: Day,
): DemoRecord[] {
  if (icsi === 'none') {
    return [];
  }
  const random = seededRandom(`${studyId} ICSI`);
  const { failed, isBorn } = icsi === 'not-stated' ? { failed: 0, isBorn: false } : icsi;
  const outcomes = [
    ...Array.from({ length: failed }, () =>
      random.pick(['not-pregnant', 'not-pregnant', 'biochemical-only', 'miscarriage'] as const),
    ),
    ...(isBorn ? (['live-birth'] as const) : []),
  ];
  const planned: PlannedCycle = {
    spermSource:
      icsi === 'not-stated'
        ? 'ejaculated-fresh'
        : random.pick(['testicular-fresh', 'testicular-frozen'] as const),
    eggs: random.between(6, 16),
    transfers: outcomes.map((outcome, index) => ({
      afterDays: 3 + index * daysBetweenTransfers,
      outcome,
    })),
    note: icsi === 'not-stated' ? 'S1 does not say what came of it' : '',
  };
  return [make.icsiCycle(retrievedOn, icsiCycleOf(random, retrievedOn, planned), icsiOutcomes)];
}

function untreatedCourse(make: RecordMaker, man: Man, enrolledOn: Day, random: Random): Course {
  const operatedOn = addDays(enrolledOn, random.between(14, 26));
  return {
    records: [microTese(make, man, operatedOn)],
    decisions: [],
    operatedOn,
  };
}

function treatedCourse(make: RecordMaker, man: Man, enrolledOn: Day, random: Random): Course {
  const firstDose = addDays(enrolledOn, random.between(5, 14));
  const month = (count: number) => addMonths(firstDose, count);
  const branch = drawBranch(random);
  const end = branch.fsh.length;
  const operatedOn = addDays(month(end), random.between(8, 24));
  const hasSperm = man.outcome === 'ejaculated';
  const { chosen, reason = '' } = branch;
  return {
    records: [
      make.injections(firstDose, 'hcg', 2),
      ...(chosen === 'add-ufsh'
        ? [make.injections(month(1), 'ufsh', 4), make.injections(month(1), 'hcg', 4, 2)]
        : []),
      ...branch.fsh.flatMap((fsh, index) => [
        make.symptoms(month(index + 1), 'gonadotropins'),
        make.labs(
          addDays(month(index + 1), index + 1 === end ? 0 : -2),
          hormonesOnTreatment(random, fsh, index + 1),
        ),
      ]),
      make.stop(month(end), 'completed'),
      hasSperm
        ? make.spermInPellet(
            month(end),
            { motile: random.between(2, 60), normal: null, eggs: null },
            flow,
          )
        : make.noSperm(month(end), flow),
      ...(hasSperm ? [] : [microTese(make, man, operatedOn)]),
    ],
    decisions: [{ key: 'fsh-month-1', chosen, decidedOn: month(1), reason }],
    operatedOn,
  };
}

interface Branch {
  /** FSH in IU/L month by month, to the end of treatment. */
  readonly fsh: readonly number[];
  readonly chosen: 'add-ufsh' | 'continue-to-month-2';
  readonly reason?: string;
}

/**
 * S1 prints no split of its branches: most men are put into the one that the paper is about. Above the
 * range it is read literally, "another month before micro-TESE" (C§1.2.3).
 */
function drawBranch(random: Random): Branch {
  const inRange = () => random.between(9, 108) / 10;
  const above = () => random.between(114, 210) / 10;
  const draw = random.next();
  if (draw < 0.62) {
    return { fsh: [inRange(), inRange(), inRange()], chosen: 'add-ufsh' };
  }
  if (draw < 0.94) {
    return { fsh: [above(), above()], chosen: 'continue-to-month-2' };
  }
  return {
    fsh: [random.between(2, 6) / 10, inRange(), inRange()],
    chosen: 'add-ufsh',
    reason: 'FSH below the range: suppressed, so FSH is added; the paper does not say',
  };
}

function hormonesOnTreatment(random: Random, fsh: number, month: number): LabValues {
  return {
    fsh: [fsh, '[IU]/L'],
    lh: [random.between(4, 38) / 10, '[IU]/L'],
    testosterone_total: [random.between(150, 290) / 10, 'nmol/L'],
    estradiol: [random.between(90, 190), 'pmol/L'],
    ...(month === 2 ? {} : plausibleLabs(random, ['hematocrit'])),
  };
}

function microTese(make: RecordMaker, { outcome }: Man, on: Day): DemoRecord {
  const isFound = outcome === 'retrieved';
  return make.procedure(
    on,
    {
      kind: 'micro-tese',
      side: 'both',
      spermFound: isFound ? 'yes' : 'no',
      // The paper's retrieval is "enough sperm for ICSI".
      sufficientForAllEggs: isFound ? 'yes' : 'no',
    },
    flow,
  );
}
