import type { RemsDateEffect } from './site-rems-date';

/** What a date changes at a site, before or after it is saved. */
export function describeRemsDateEffect(
  { enrollments, plansChanged, checksDropped, checksAdded }: RemsDateEffect,
  when: 'preview' | 'done',
): string {
  if (plansChanged === 0) {
    return when === 'preview' ? 'No plan changes.' : 'No plan has changed.';
  }
  const checks = [
    ...(checksDropped > 0 ? [`${counted(checksDropped, 'REMS check')} no longer asked for`] : []),
    ...(checksAdded > 0 ? [`${counted(checksAdded, 'REMS check')} asked for again`] : []),
  ].join(', ');
  const plans = `${plansChanged} of ${counted(enrollments, 'plan')}`;
  return when === 'preview' ? `${plans} would change: ${checks}.` : `${plans} changed: ${checks}.`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
