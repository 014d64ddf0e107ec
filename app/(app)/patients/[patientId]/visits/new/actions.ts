'use server';

import { toAction } from '@/lib/server/action';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { visitPreview } from '@/lib/server/visits/visit-preview';

export const recordVisitAction = toAction(recordVisit);
export const previewVisitAction = toAction(visitPreview, { refreshes: false });
