import 'server-only';
import { renameFilterInputSchema } from '@/lib/worklist/saved-filter';
import { AppError } from '../app-error';
import { defineAccountCommand } from '../command';
import { refuseFields } from '../refuse-fields';
import { whenNameTaken } from './when-name-taken';

export const renameFilter = defineAccountCommand({
  name: 'saved-filter.rename',
  schema: renameFilterInputSchema,
  run: async ({ tx, actor: { userId } }, { filterId, name }) => {
    const found = await tx.savedFilter.findFirst({ where: { id: filterId, userId } });
    if (found === null) {
      throw new AppError('NOT_FOUND', { message: 'This filter has been deleted.' });
    }
    const others = await tx.savedFilter.findMany({
      where: { userId, page: found.page, id: { not: filterId } },
      select: { id: true, name: true },
    });
    refuseFields([['name', whenNameTaken(others, name)]]);
    await tx.savedFilter.update({ where: { id: filterId }, data: { name } });
    return { filterId };
  },
});
