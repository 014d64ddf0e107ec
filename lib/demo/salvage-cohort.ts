import { addDays, addMonths, type Day, dayOf } from '@/lib/dates/civil-date';
import { publishedProfile } from '@/lib/protocols/library/shipped-profiles';
import { unknownAnswer } from '@/lib/records/finding';
import type { Histology } from '@/lib/records/procedure';
import type { DemoPatient, DemoRecord } from './demo-patient';
import { type RecordMaker, recordsOf, simulatedToFit } from './demo-records';
import { fitMoments, type Limits, type MomentTarget } from './fit-sample';
import { simulatedIdentity } from './identity';
import { type Random, seededRandom } from './random';

/**
 * S2: 73 men operated again after a failed retrieval, 2015 to 2019; sperm in 8 of 33 after micro-TESE and
 * in 19 of 40 after TESE. Tables 1 and 2 come out as printed. Not rebuilt: the range of infertility up
 * to 247 months, which contradicts Table 1's standard deviations, and every printed p of Table 1 (C§1.3.3).
 */
export function salvageCohort(): DemoPatient[] {
  const random = seededRandom('S2');
  const successful = menOf(random, 'yes');
  const unsuccessful = menOf(random, 'no');
  return random
    .shuffle([...successful, ...unsuccessful])
    .map((man, index) => patientOf(man, index + 1, random));
}

type Success = 'yes' | 'no';
type Group = readonly ['micro-tese' | 'tese', Histology, count: number];

/** Both margins are printed (Results; Table 2); which histology went with which prior procedure is invented. */
const groups: Record<Success, readonly Group[]> = {
  yes: [
    ['micro-tese', 'sertoli-cell-only', 3],
    ['micro-tese', 'maturation-arrest', 2],
    ['micro-tese', 'hypospermatogenesis', 3],
    ['tese', 'sertoli-cell-only', 5],
    ['tese', 'maturation-arrest', 6],
    ['tese', 'hypospermatogenesis', 8],
  ],
  no: [
    ['micro-tese', 'sertoli-cell-only', 20],
    ['micro-tese', 'maturation-arrest', 4],
    ['micro-tese', 'hypospermatogenesis', 1],
    ['tese', 'sertoli-cell-only', 15],
    ['tese', 'maturation-arrest', 4],
    ['tese', 'hypospermatogenesis', 2],
  ],
};

interface Characteristic {
  readonly yes: MomentTarget;
  readonly no: MomentTarget;
  readonly decimals: number;
  readonly limits: Limits;
}

/**
 * S2 Table 1. Ages are whole years at consent, as a study table keeps them: 27 of them cannot average 36.71, and
 * 36.70 is as near as they come. Months carry decimals: 27 whole ones cannot average 59.45. The age range is
 * printed; the others keep clear of values that need a confirmation, also after surgery.
 */
const tableOne = {
  age: {
    yes: { mean: '36.70', sd: '8.1' },
    no: { mean: '36.50', sd: '5.57' },
    decimals: 0,
    limits: [25, 45],
  },
  infertilityMonths: {
    yes: { mean: '59.45', sd: '21.4' },
    no: { mean: '61.4', sd: '23.5' },
    decimals: 1,
    limits: [22, 247],
  },
  fsh: {
    yes: { mean: '18.01', sd: '5.4' },
    no: { mean: '20.01', sd: '9.07' },
    decimals: 1,
    limits: [0.1, 100],
  },
  testosterone: {
    yes: { mean: '37.07', sd: '23.81' },
    no: { mean: '21', sd: '17.46' },
    decimals: 1,
    limits: [0.9, 69],
  },
} as const satisfies Record<string, Characteristic>;

/**
 * Klinefelter 1 of 8, AZFc 1 of 4, and a fifth microdeletion of which the paper says no more; hormone
 * therapy in 2 and 8 men. Who they were is invented.
 */
const counts = {
  yes: { klinefelter: 1, azfc: 1, otherDeletion: 0, hormoneTherapy: 2 },
  no: { klinefelter: 7, azfc: 3, otherDeletion: 1, hormoneTherapy: 8 },
} as const;

interface Man {
  readonly success: Success;
  readonly prior: 'micro-tese' | 'tese';
  readonly histology: Histology;
  readonly age: number;
  readonly infertilityMonths: number;
  readonly fsh: number;
  readonly testosterone: number;
  readonly genetics: 'klinefelter' | 'azfc' | 'region-not-reported' | 'none';
  readonly hadHormoneTherapy: boolean;
}

function menOf(random: Random, success: Success): Man[] {
  const rows = random.shuffle(
    groups[success].flatMap(([prior, histology, count]) =>
      Array.from({ length: count }, () => ({ prior, histology })),
    ),
  );
  const valuesOf = (name: keyof typeof tableOne) => {
    const { decimals, limits, ...targets } = tableOne[name];
    return fitMoments(random, rows.length, targets[success], decimals, limits);
  };
  const [ages, durations, fsh, testosterone] = [
    valuesOf('age'),
    valuesOf('infertilityMonths'),
    valuesOf('fsh'),
    valuesOf('testosterone'),
  ];
  const { klinefelter, azfc, otherDeletion, hormoneTherapy } = counts[success];
  const treated = random.shuffle(rows.map((_, index) => index < hormoneTherapy));
  return rows.map((row, index) => ({
    success,
    ...row,
    age: ages[index] ?? 0,
    infertilityMonths: durations[index] ?? 0,
    fsh: fsh[index] ?? 0,
    testosterone: testosterone[index] ?? 0,
    genetics: geneticsOf(index, klinefelter, azfc, otherDeletion),
    hadHormoneTherapy: treated[index] === true,
  }));
}

/** The rows are already in random order. */
function geneticsOf(
  index: number,
  klinefelter: number,
  azfc: number,
  other: number,
): Man['genetics'] {
  if (index < klinefelter) {
    return 'klinefelter';
  }
  if (index < klinefelter + azfc) {
    return 'azfc';
  }
  return index < klinefelter + azfc + other ? 'region-not-reported' : 'none';
}

function patientOf(man: Man, number: number, random: Random): DemoPatient {
  const studyId = `S2-${String(number).padStart(3, '0')}`;
  const make = recordsOf(random, 3000, 15);
  const operatedOn = addDays(dayOf(2015, 1, 20), number * 22);
  const enrolledOn = addDays(operatedOn, -random.between(20, 40));
  const endedOn = addDays(addMonths(operatedOn, 9), 7);
  return {
    studyId,
    site: 'literature',
    identity: simulatedIdentity(studyId, man.age, enrolledOn, random),
    protocol: 'salvage-micro-tese',
    profile: publishedProfile,
    arm: 'salvage',
    consentOn: enrolledOn,
    enrolledOn,
    ended: { on: endedOn, status: 'completed', reason: 'Follow-up after surgery completed' },
    cohortTag: 'S2',
    records: [
      ...background(make, man, enrolledOn, random),
      ...surgery(make, man, operatedOn, random),
      ...checkUp(make, addDays(operatedOn, random.between(42, 60)), random),
      ...make.findings(addDays(addMonths(operatedOn, 3), random.between(-8, 8)), {
        'iief-5': random.between(18, 25),
      }),
      make.labs(
        addDays(addMonths(operatedOn, 6), random.between(5, 60)),
        hormones(man, random, random.between(80, 93) / 100),
      ),
    ],
    decisions: [],
    adjustments: [],
  };
}

/** None was major; about half had mild pain (C§1.3.2). */
function checkUp(make: RecordMaker, on: Day, random: Random): DemoRecord[] {
  const pain = random.next() < 0.5 ? 'mild' : 'none';
  return [
    make.symptoms(on, 'surgery', { 'testicular-pain': pain }),
    make.postOperativeCheck(on, { noneSeen: 'yes' }),
  ];
}

function background(make: RecordMaker, man: Man, enrolledOn: Day, random: Random): DemoRecord[] {
  const failedOn = addDays(addMonths(enrolledOn, -6), -random.between(2, 40));
  return [
    make.procedure(
      failedOn,
      { kind: man.prior, side: 'both', spermFound: 'no', histology: man.histology },
      simulatedToFit('S2 Results and Table 2'),
    ),
    make.noSperm(addDays(enrolledOn, -random.between(10, 60))),
    ...make.findings(
      enrolledOn,
      {
        'azoospermia-category': 'non-obstructive-azoospermia',
        'obstruction-excluded': 'yes',
        karyotype: man.genetics === 'klinefelter' ? 'klinefelter' : '46-xy',
        'azf-deletion':
          man.genetics === 'azfc' || man.genetics === 'region-not-reported' ? man.genetics : 'none',
        'prior-retrieval': man.prior,
        'prior-hormone-therapy': man.hadHormoneTherapy ? 'yes' : 'no',
        'infertility-months': man.infertilityMonths,
        'testosterone-or-anabolic-steroids': 'no',
        'testicular-volume-mean': unknownAnswer,
      },
      simulatedToFit('S2 Table 1'),
    ),
    make.labs(enrolledOn, hormones(man, random, 1), simulatedToFit('S2 Table 1')),
  ];
}

/** On the day of the partner's oocyte retrieval. */
function surgery(make: RecordMaker, man: Man, on: Day, random: Random): DemoRecord[] {
  const isFound = man.success === 'yes';
  return [
    partnersEggs(make, man, on, random.between(5, 14)),
    make.procedure(
      on,
      {
        kind: 'micro-tese',
        side: isFound ? random.pick(['left', 'right', 'both'] as const) : 'both',
        minutes: random.between(70, 190),
        spermFound: man.success,
        histology: man.histology,
      },
      simulatedToFit('S2 Results and Table 2'),
    ),
  ];
}

/** Without sperm there was no cycle; what came of the others is not printed. */
function partnersEggs(make: RecordMaker, man: Man, on: Day, eggs: number): DemoRecord {
  return man.success === 'yes'
    ? make.icsiCycle(on, { spermSource: 'testicular-fresh', eggsRetrieved: eggs })
    : make.procedure(on, { kind: 'oocyte-retrieval', eggNumber: eggs });
}

/** In the units of S2 Table 1. @param testosteroneShare of the value before surgery (S2 Discussion: 80–93%). */
function hormones(man: Man, random: Random, testosteroneShare: number) {
  return {
    fsh: [man.fsh, '[IU]/L'],
    lh: [random.between(45, 120) / 10, '[IU]/L'],
    testosterone_total: [Number((man.testosterone * testosteroneShare).toFixed(1)), 'nmol/L'],
  } as const;
}
