'use server';

import { toAction } from '@/lib/server/action';
import { recordHistory } from '@/lib/server/records/record-history';

export const recordHistoryAction = toAction(recordHistory);
