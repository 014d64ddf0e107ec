import { z } from 'zod';
import { typedNote, typedReason } from '@/lib/core/typed-text';
import { civilDateSchema, optionalCivilDateSchema } from '@/lib/dates/civil-date';
import { type IsoWeekday, isoWeekdays } from '@/lib/schedule/clinic-calendar';

/** What the person saw; another number by now is somebody else's change. */
const calendarVersion = z.int();

/** A day agreed anew for an item that was planned on the closed one; blank: it stays and carries the mark. */
const agreedDaySchema = z.object({
  enrollmentId: z.uuid(),
  occurrenceKey: z.string().min(1),
  plannedOn: optionalCivilDateSchema,
  /** Only a day outside the window needs one. */
  reason: typedNote(),
});

const mostAgreedDays = 1000;

export const closeDayInputSchema = z.object({
  siteId: z.uuid(),
  day: civilDateSchema,
  calendarVersion,
  reason: typedReason('Say why the clinic is closed.'),
  agreed: z.array(agreedDaySchema).max(mostAgreedDays),
});

export const reopenDayInputSchema = z.object({
  closedDayId: z.uuid(),
  calendarVersion,
  reason: typedReason('Say why the clinic is open after all.'),
});

/** A checkbox sends its value as text. */
const weekdayTexts = ['1', '2', '3', '4', '5', '6', '7'] as const;

const weekdaysSchema = z
  .array(z.union([z.literal(isoWeekdays), z.enum(weekdayTexts)]))
  .min(1, 'The clinic is open on at least one weekday.')
  .transform((days) => days.map(Number))
  .transform((days): IsoWeekday[] => isoWeekdays.filter((weekday) => days.includes(weekday)));

export const previewClinicWeekdaysInputSchema = z.object({
  siteId: z.uuid(),
  weekdays: weekdaysSchema,
});

export const setClinicWeekdaysInputSchema = previewClinicWeekdaysInputSchema.extend({
  calendarVersion,
  reason: typedReason('Say why the weekdays change.'),
});
