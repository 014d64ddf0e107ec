import type { Course } from '@/lib/course/course';
import {
  aCourse,
  aDecision,
  clinicalRecord,
  isotretinoin,
  labReport,
  semen,
} from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

interface WorkedPatient {
  readonly protocol: string;
  readonly today: string;
  readonly course: Course;
}

const eggs = (on: string) =>
  clinicalRecord('finding', on, { finding: 'egg-number', answer: 8 }, { id: 'eggs' });
const check = (on: string) =>
  clinicalRecord('symptom-check', on, { answers: { 'dry-lips': 'mild' } }, { id: `check ${on}` });
const hcg = (on: string) =>
  clinicalRecord('dose', on, {
    drug: 'hcg',
    amount: 2000,
    unit: '[IU]',
    route: 'intramuscular',
    timesPerDay: 1,
    everyDays: 2,
  });

/** Five lives on one axis: before the first dose, a complete response, a hold, an FSH branch, salvage surgery. */
export const timelinePatients: Readonly<Record<string, WorkedPatient>> = {
  'enrolled, not started': {
    protocol: 'isotretinoin-noa',
    today: '2026-02-01',
    course: aCourse('2026-01-20', {
      records: [semen('2025-12-15', 'N', { source: 'Referral letter' }), semen('2026-01-22', 'N')],
    }),
  },
  'complete response at month 3': {
    protocol: 'isotretinoin-noa',
    today: '2026-06-01',
    course: aCourse('2026-01-05', {
      records: [
        eggs('2026-01-05'),
        isotretinoin('2026-01-10'),
        labReport('2026-01-08', { triglycerides: '115 mg/dL', fsh: '17.5 [IU]/L' }),
        labReport('2026-02-07', { triglycerides: '129 mg/dL', fsh: '<0.3 [IU]/L' }),
        check('2026-02-10'),
        check('2026-03-12'),
        semen('2026-04-10', 'P(20)', { id: 'first' }),
        semen('2026-05-08', 'P(9)', { id: 'second' }),
      ],
    }),
  },
  'hold, resume, stop': {
    protocol: 'isotretinoin-noa',
    today: '2026-08-15',
    course: aCourse('2026-01-05', {
      endedOn: day('2026-08-10'),
      records: [
        isotretinoin('2026-01-10'),
        clinicalRecord('hold', '2026-03-01', { reason: 'laboratory-result' }),
        clinicalRecord('resume', '2026-03-20', { reason: 'Triglycerides back to 180 mg/dL' }),
        clinicalRecord('adverse-event', '2026-02-09', {
          term: 'dry_skin',
          grades: [
            { from: '2026-02-09', grade: 1 },
            { from: '2026-05-10', grade: 2 },
          ],
          endedOn: '2026-08-10',
          outcome: 'recovered',
        }),
        clinicalRecord('adverse-event', '2026-07-20', {
          term: 'anxiety',
          grades: [{ from: '2026-07-20', grade: 3 }],
          action: 'drug-withdrawn',
        }),
        clinicalRecord('questionnaire', '2026-07-20', { total: 11, item9: 0 }),
        semen('2026-04-12', 'X'),
        semen('2026-07-11', 'N'),
        clinicalRecord('stop', '2026-07-31', { reason: 'adverse-event' }),
      ],
      adjustments: [
        {
          kind: 'waiver',
          occurrenceKey: 'monthly-check#3',
          recordId: null,
          on: null,
          reason: 'abroad',
        },
      ],
    }),
  },
  'FSH in range': {
    protocol: 'gonadotropin-noa',
    today: '2026-03-01',
    course: aCourse('2026-01-05', {
      arm: 'gonadotropins',
      records: [hcg('2026-01-10'), labReport('2026-02-09', { fsh: '4.2 [IU]/L' })],
      decisions: [aDecision('fsh-month-1', 'add-ufsh', '2026-02-11')],
    }),
  },
  'salvage surgery': {
    protocol: 'salvage-micro-tese',
    today: '2026-10-01',
    course: aCourse('2026-06-01', {
      arm: 'salvage',
      records: [
        clinicalRecord(
          'procedure',
          '2025-12-01',
          { kind: 'tese', spermFound: 'no', histology: 'sertoli-cell-only' },
          { source: 'Operation note' },
        ),
        clinicalRecord('procedure', '2026-07-01', {
          kind: 'micro-tese',
          spermFound: 'yes',
          histology: 'hypospermatogenesis',
        }),
        labReport('2026-06-10', { fsh: '18 [IU]/L', testosterone_total: '420 ng/dL' }),
      ],
    }),
  },
};
