'use server';

import { toAction } from '@/lib/server/action';
import { closeDay } from '@/lib/server/calendar/close-day';
import { previewClinicWeekdays } from '@/lib/server/calendar/preview-clinic-weekdays';
import { reopenDay } from '@/lib/server/calendar/reopen-day';
import { setClinicWeekdays } from '@/lib/server/calendar/set-clinic-weekdays';

export const closeDayAction = toAction(closeDay);
export const reopenDayAction = toAction(reopenDay);
export const setClinicWeekdaysAction = toAction(setClinicWeekdays);
export const previewClinicWeekdaysAction = toAction(previewClinicWeekdays, { refreshes: false });
