import 'server-only';
import { type OccurrenceNote, unmetBaseline } from '@/lib/course/plan-change';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import { AppError } from '../app-error';
import type { LoadedCourse } from '../courses/load-course';
import { loadProjections } from '../courses/load-projections';
import type { Transaction } from '../db/transaction';
import { refuseUnsignedOverride } from '../eligibility/override-request';

/**
 * What should have been there before the first dose; called once it is written and planned.
 *
 * @throws CONFLICT where the clinic's settings do not let it be given without that (engine §3), or while an
 * eligibility override waits for its signature.
 */
export async function baselineOfFirstDose(
  tx: Transaction,
  { enrollment: { id }, protocol }: LoadedCourse,
  { field, today }: { readonly field: string; readonly today: CivilDate },
): Promise<readonly OccurrenceNote[]> {
  await refuseUnsignedOverride(tx, id, field);
  const { occurrences } = (await loadProjections(tx, [id]))(id);
  const unmet = unmetBaseline(protocol, occurrences, toDay(today));
  const setting = protocol.definition.firstDose?.needsBaseline.setting;
  if (unmet.length > 0 && setting !== undefined && protocol.settings[setting] === true) {
    const message = `The first dose needs a complete baseline. Missing: ${unmet.map(({ title }) => title).join(', ')}.`;
    throw new AppError('CONFLICT', { message, fields: { [field]: message } });
  }
  return unmet;
}
