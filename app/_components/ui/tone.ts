/** The signal colors of globals.css. A tone never stands alone: icon and word always come with it. */
export const tones = [
  'due',
  'overdue',
  'missed',
  'done',
  'upcoming',
  'not-applicable',
  'pending',
  'waived',
  'info',
  'amber',
  'red',
] as const;
export type Tone = (typeof tones)[number];

/** Spelled out in full, because Tailwind only finds class names that it can read whole. */
export const toneStyle: Record<Tone, string> = {
  due: 'bg-due-soft text-due',
  overdue: 'bg-overdue-soft text-overdue',
  missed: 'bg-missed-soft text-missed',
  done: 'bg-done-soft text-done',
  upcoming: 'bg-upcoming-soft text-upcoming',
  'not-applicable': 'bg-not-applicable-soft text-not-applicable',
  pending: 'bg-pending-soft text-pending',
  waived: 'bg-waived-soft text-waived',
  info: 'bg-info-soft text-info',
  amber: 'bg-amber-soft text-amber',
  red: 'bg-red-soft text-red',
};
