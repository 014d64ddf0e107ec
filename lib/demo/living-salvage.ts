import { addDays, addMonths, type Day } from '@/lib/dates/civil-date';
import type { DemoRecord } from './demo-patient';
import type { RecordMaker } from './demo-records';
import type { LivingCourse, LivingSeat } from './living-course';
import { plausibleLabs } from './plausible-labs';

interface Salvage {
  /** Days since the retrieval that failed. */
  readonly failed: number;
  /** Days since enrollment. */
  readonly enrolled: number;
  /** Days since the salvage operation, and what it found. */
  readonly operated?: { readonly day: number; readonly spermFound: 'yes' | 'no' };
  /** Surgery agreed with the patient: days from today. */
  readonly agreedIn?: number;
  readonly azfDeletion?: string;
}

/** The salvage men of a clinic on any day; what each of them shows stands beside him. */
export const salvageScenarios: readonly ((seat: LivingSeat) => LivingCourse)[] = [
  // May be operated now; agreed for a later day; long overdue.
  on({ failed: 190, enrolled: 5 }),
  on({ failed: 205, enrolled: 12, agreedIn: 18 }),
  on({ failed: 330, enrolled: 130 }),
  // Operated: complications watched, questionnaire due, hormones due.
  on({ failed: 240, enrolled: 40, operated: { day: 20, spermFound: 'yes' } }),
  on({ failed: 320, enrolled: 120, operated: { day: 92, spermFound: 'no' } }),
  on({ failed: 450, enrolled: 235, operated: { day: 205, spermFound: 'yes' } }),
  // Not eligible: no salvage operation has ever found sperm with this deletion.
  withAzfbDeletion,
];

function withAzfbDeletion(seat: LivingSeat): LivingCourse {
  const course = on({ failed: 215, enrolled: 16, azfDeletion: 'azfb-complete' })(seat);
  const reason = 'Not eligible: complete AZFb deletion';
  return {
    ...course,
    ended: {
      on: addDays(course.enrolledOn, 4),
      status: 'withdrawn',
      category: 'physician-decision',
      reason,
    },
  };
}

function on({ failed, enrolled, operated, agreedIn, azfDeletion = 'none' }: Salvage) {
  return ({ today, make, random }: LivingSeat): LivingCourse => {
    const enrolledOn = addDays(today, -enrolled);
    const records = [
      make.procedure(addDays(today, -failed), {
        kind: random.pick(['tese', 'micro-tese'] as const),
        side: 'both',
        spermFound: 'no',
        histology: 'maturation-arrest',
      }),
      make.noSperm(addDays(enrolledOn, -25)),
      ...make.findings(enrolledOn, {
        'azoospermia-category': 'non-obstructive-azoospermia',
        'obstruction-excluded': 'yes',
        karyotype: '46-xy',
        'azf-deletion': azfDeletion,
        'prior-hormone-therapy': 'no',
        'testosterone-or-anabolic-steroids': 'no',
      }),
      make.labs(addDays(enrolledOn, 1), plausibleLabs(random, ['lh', 'fsh', 'testosterone_total'])),
      ...(operated ? surgery(make, addDays(today, -operated.day), operated.spermFound, today) : []),
    ];
    return {
      protocol: 'salvage-micro-tese',
      arm: 'salvage',
      enrolledOn,
      records,
      decisions: [],
      adjustments:
        agreedIn === undefined
          ? []
          : [
              {
                kind: 'reschedule',
                occurrenceKey: 'salvage-surgery#1',
                plannedOn: addDays(today, agreedIn),
                reason: 'Day of the partner’s oocyte retrieval',
              },
            ],
    };
  };
}

/** With the follow-up of complications once six weeks have passed. */
function surgery(
  make: RecordMaker,
  operatedOn: Day,
  spermFound: 'yes' | 'no',
  today: Day,
): DemoRecord[] {
  const checkedOn = addDays(operatedOn, 44);
  return [
    spermFound === 'yes'
      ? make.icsiCycle(operatedOn, { spermSource: 'testicular-fresh', eggsRetrieved: 9 })
      : make.procedure(operatedOn, { kind: 'oocyte-retrieval', eggNumber: 9 }),
    make.procedure(operatedOn, {
      kind: 'micro-tese',
      side: 'both',
      minutes: 125,
      spermFound,
      sufficientForAllEggs: spermFound,
      histology: 'maturation-arrest',
    }),
    ...(checkedOn <= today
      ? [
          make.symptoms(checkedOn, 'surgery', { 'testicular-pain': 'mild' }),
          make.postOperativeCheck(checkedOn, { noneSeen: 'yes' }),
        ]
      : []),
    ...(addMonths(operatedOn, 4) <= today
      ? make.findings(addMonths(operatedOn, 3), { 'iief-5': 21 })
      : []),
  ];
}
