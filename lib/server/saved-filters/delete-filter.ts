import 'server-only';
import { deleteFilterInputSchema } from '@/lib/worklist/saved-filter';
import { AppError } from '../app-error';
import { defineAccountCommand } from '../command';

export const deleteFilter = defineAccountCommand({
  name: 'saved-filter.delete',
  schema: deleteFilterInputSchema,
  run: async ({ tx, actor: { userId } }, { filterId }) => {
    const { count } = await tx.savedFilter.deleteMany({ where: { id: filterId, userId } });
    if (count === 0) {
      throw new AppError('NOT_FOUND', { message: 'This filter has been deleted.' });
    }
    return { filterId };
  },
});
