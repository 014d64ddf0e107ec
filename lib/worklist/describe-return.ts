import { toCivilDate } from '@/lib/dates/civil-date';
import type { ContactReturn } from './contact-return';

/** Whether he came back, in words. */
export function describeReturn(found: ContactReturn): string {
  switch (found.kind) {
    case 'came-back':
      return `${toCivilDate(found.on)}, ${found.days === 0 ? 'the same day' : `${found.days} d later`}`;
    case 'done-before':
      return `had been done on ${toCivilDate(found.on)}`;
    case 'waiting':
      return 'not yet';
    case 'settled':
      return 'no longer waited for';
  }
}
