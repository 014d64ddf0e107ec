'use server';

import { toAction } from '@/lib/server/action';
import { recordLabReport } from '@/lib/server/labs/record-lab-report';

export const recordLabReportAction = toAction(recordLabReport);
