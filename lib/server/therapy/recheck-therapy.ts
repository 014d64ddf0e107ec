import 'server-only';
import { exceptionRefusal } from '@/lib/course/injection-calendar';
import { therapyOf } from '@/lib/course/therapy';
import { therapyContradictions } from '@/lib/course/therapy-contradictions';
import { toDay } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { RecordEntry } from '@/lib/records/record-entry';
import { type TherapyInput, therapyInputSchemas } from '@/lib/records/therapy';
import { AppError } from '../app-error';
import type { CommandContext } from '../command';
import { loadCourse } from '../courses/load-course';
import type { Transaction } from '../db/transaction';
import { refuseContradiction } from './refuse-contradiction';

type Target = { readonly recordId: string; readonly enrollmentId: string | null };

/** @throws what a new entry of the same change would be refused with, or CONFLICT where others no longer fit. */
export async function refuseAmendedTherapy(
  { tx, today }: Pick<CommandContext, 'tx' | 'today'>,
  { recordId, enrollmentId }: Target,
  entry: RecordEntry,
): Promise<void> {
  const isException = entry.kind === 'injection-exception';
  if (enrollmentId === null || !(isException || isTherapyChange(entry))) {
    return;
  }
  const loaded = await loadCourse(tx, enrollmentId);
  const corrected = loaded?.course.records.find(({ id }) => id === recordId);
  if (loaded === null || corrected === undefined) {
    return;
  }
  const { records } = loaded.course;
  const others = records.filter(({ id }) => id !== recordId);
  if (isException) {
    const { settings } = loaded.protocol;
    const refusal = exceptionRefusal(entry, others, therapyOf(others), settings, toDay(today));
    if (refusal !== null) {
      const { field, message } = refusal;
      throw new AppError('CONFLICT', { message, fields: { [`entry.${field}`]: message } });
    }
    return;
  }
  refuseContradiction(entry, { ...loaded, course: { ...loaded.course, records: others } }, 'entry');
  const { content } = entry;
  const amended = { ...corrected, on: toDay(entry.on), content } as ClinicalRecord;
  refuseNewContradictions(records, [...others, amended], 'entry.on');
}

/** @throws CONFLICT where another change depends on this one, as a resume does on its hold. */
export async function refuseVoidedTherapy(
  tx: Transaction,
  { recordId, enrollmentId }: Target,
): Promise<void> {
  const loaded = enrollmentId === null ? null : await loadCourse(tx, enrollmentId);
  if (loaded !== null) {
    const { records } = loaded.course;
    const others = records.filter(({ id }) => id !== recordId);
    refuseNewContradictions(records, others, 'reason');
  }
}

function isTherapyChange(entry: RecordEntry): entry is RecordEntry & TherapyInput {
  return entry.kind in therapyInputSchemas;
}

/** Records that came from elsewhere may contradict each other already; a correction only must not add to it. */
function refuseNewContradictions(
  before: readonly ClinicalRecord[],
  after: readonly ClinicalRecord[],
  field: string,
): void {
  const known = new Set(therapyContradictions(before));
  const [added] = therapyContradictions(after).filter((sentence) => !known.has(sentence));
  if (added !== undefined) {
    const message = `${added} Correct or void that one first.`;
    throw new AppError('CONFLICT', { message, fields: { [field]: message } });
  }
}
