import 'server-only';
import { mostSavedFilters, saveFilterInputSchema } from '@/lib/worklist/saved-filter';
import { AppError } from '../app-error';
import { defineAccountCommand } from '../command';
import { newId } from '../db/new-id';
import { refuseFields } from '../refuse-fields';
import { whenNameTaken } from './when-name-taken';

export const saveFilter = defineAccountCommand({
  name: 'saved-filter.save',
  schema: saveFilterInputSchema,
  run: async ({ tx, actor: { userId } }, { page, name, query }) => {
    const own = await tx.savedFilter.findMany({
      where: { userId, page },
      select: { id: true, name: true },
    });
    refuseFields([['name', whenNameTaken(own, name)]]);
    if (own.length >= mostSavedFilters) {
      throw new AppError('CONFLICT', {
        message: `You have ${own.length} filters already; delete one that you no longer use.`,
      });
    }
    const id = newId();
    await tx.savedFilter.create({ data: { id, userId, page, name, query } });
    return { filterId: id };
  },
});
