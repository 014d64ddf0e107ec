'use server';

import { toAction } from '@/lib/server/action';
import { deleteFilter } from '@/lib/server/saved-filters/delete-filter';
import { renameFilter } from '@/lib/server/saved-filters/rename-filter';
import { saveFilter } from '@/lib/server/saved-filters/save-filter';

export const saveFilterAction = toAction(saveFilter);
export const renameFilterAction = toAction(renameFilter);
export const deleteFilterAction = toAction(deleteFilter);
