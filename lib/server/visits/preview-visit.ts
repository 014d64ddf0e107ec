import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { membershipWith } from '@/lib/auth/can';
import type { SuggestionNote } from '@/lib/course/adverse-event-suggestions';
import type { PlanChange } from '@/lib/course/plan-change';
import { type RecordVisit, recordVisitInputSchema } from '@/lib/records/visit';
import { suggestedBy } from '../adverse-events/suggested-by';
import { AppError } from '../app-error';
import { siteToday } from '../clock';
import type { Command } from '../command';
import { loadCourse } from '../courses/load-course';
import { newId } from '../db/new-id';
import { inReadTransaction } from '../db/transaction';
import { parseInput } from '../parse-input';
import { judgeVisit, prepareVisit } from './prepare-visit';

export type VisitPreview = {
  readonly change: PlanChange;
  readonly suggested: readonly SuggestionNote[];
};

/**
 * What this visit would satisfy and raise, by the engine that will judge it; nothing is written.
 *
 * @throws what saving it would throw.
 */
export const previewVisit: Command<VisitPreview> = {
  name: 'visit.preview',
  execute: (actor, input) => preview(actor, parseInput(recordVisitInputSchema, input)),
};

async function preview(actor: Actor, visit: RecordVisit): Promise<VisitPreview> {
  return await inReadTransaction(actor, async (tx) => {
    const loaded = await loadCourse(tx, visit.enrollmentId);
    if (loaded === null) {
      throw new AppError('NOT_FOUND');
    }
    const { siteId, timeZone } = loaded.enrollment;
    if (membershipWith(actor, 'visit:record', siteId) === undefined) {
      throw new AppError('FORBIDDEN', { detail: 'visit:record' });
    }
    const today = siteToday(timeZone);
    const prepared = prepareVisit(loaded, visit, {
      today,
      visitId: newId(),
      recordedBy: actor.userId,
    });
    return {
      change: await judgeVisit(tx, prepared, visit, today),
      suggested: suggestedBy(loaded, prepared.records),
    };
  });
}
