import 'server-only';
import { toDay } from '@/lib/dates/civil-date';
import { type RemsDateEffect, setRemsDateInputSchema } from '@/lib/rems/site-rems-date';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { keepCalendars } from '../courses/calendar-lock';
import { inBatches } from '../courses/in-batches';
import { replanAll } from '../courses/replan';
import { civilDateFrom, dateOf } from '../db/date-column';
import { effectOf, findRemsEnrollments } from './rems-courses';

/**
 * From when the site follows the enrollment-only rule set: nobody but the site knows (engine §8). The
 * plans that depend on it are rebuilt in the same transaction.
 *
 * @throws STALE_VERSION when the date is no longer the one that the person saw.
 */
export const setRemsDate = defineCommand({
  name: 'site.set-rems-date',
  schema: setRemsDateInputSchema,
  permission: 'site:administer',
  findSite: async (_tx, { siteId }) => siteId,
  run: async ({ tx, today }, { siteId, enrollmentOnlyFrom, before }): Promise<RemsDateEffect> => {
    await tx.$queryRaw`SELECT id FROM site WHERE id = ${siteId}::uuid FOR UPDATE`;
    const site = await tx.site.findUniqueOrThrow({
      where: { id: siteId },
      select: { remsEnrollmentOnlyFrom: true },
    });
    const current = site.remsEnrollmentOnlyFrom && civilDateFrom(site.remsEnrollmentOnlyFrom);
    if (current !== before) {
      throw new AppError('STALE_VERSION', {
        message: 'Somebody else has changed the date since you opened this.',
        current: { enrollmentOnlyFrom: current },
      });
    }
    await tx.site.update({
      where: { id: siteId },
      data: { remsEnrollmentOnlyFrom: enrollmentOnlyFrom && dateOf(toDay(enrollmentOnlyFrom)) },
    });
    const changes = await inBatches(await findRemsEnrollments(tx, siteId), async (ids) => {
      await keepCalendars(tx, ids);
      await tx.$queryRaw`
        SELECT id FROM enrollment WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
      return replanAll(tx, today, ids);
    });
    return effectOf(changes);
  },
});
