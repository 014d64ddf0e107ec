import 'server-only';
import type { NewRecord } from '@/lib/records/record-entry';
import {
  resolveSymptomCheck,
  type SymptomAnswers,
  type SymptomCheckContent,
} from '@/lib/records/symptom-check';
import { AppError } from '../app-error';

/**
 * "No change since last time" as the answers that it stands for.
 *
 * @throws INVALID_INPUT at `field` when there is no earlier check to copy.
 */
export function resolveSymptoms(
  record: NewRecord,
  previous: SymptomAnswers | null,
  field: string,
): NewRecord {
  if (record.kind !== 'symptom-check') {
    return record;
  }
  const resolved = resolveSymptomCheck(record.content as SymptomCheckContent, previous);
  if (!resolved.ok) {
    throw new AppError('INVALID_INPUT', { fields: { [field]: resolved.error.message } });
  }
  return { ...record, content: resolved.value };
}
