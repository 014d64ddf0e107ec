'use server';

import { toAction } from '@/lib/server/action';
import { cancelExport } from '@/lib/server/exports/cancel-export';
import { requestExport } from '@/lib/server/exports/request-export';

export const requestExportAction = toAction(requestExport);

export const cancelExportAction = toAction(cancelExport);
