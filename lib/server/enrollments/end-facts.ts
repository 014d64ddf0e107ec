import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import { type CivilDate, toCivilDate } from '@/lib/dates/civil-date';
import { contactsBeforeLost } from '@/lib/enrollment/end-enrollment';
import { adverseEventName, worstGradeOf } from '@/lib/records/adverse-event';
import { recordsOf } from '@/lib/records/clinical-record';
import { inReadTransaction } from '../db/transaction';
import type { Chart } from '../patients/load-chart';
import { countContactAttempts } from './contact-attempts';
import { isOnTherapy } from './write-enrollment-end';

/** What the form that ends an enrollment shows beside its questions. */
export type EndFacts = {
  readonly isOnTherapy: boolean;
  /** Newest first; a man can only have died of one of grade 5. */
  readonly adverseEvents: readonly {
    readonly recordId: string;
    readonly label: string;
    readonly isFatal: boolean;
  }[];
  readonly lastVisitOn: CivilDate | null;
  readonly contacts: number;
  readonly contactsNeeded: number;
  /** Whether the reader may call him lost after fewer contacts. */
  readonly mayCallLostEarlier: boolean;
  /** What is wanted now or later and will no longer be asked for. */
  readonly open: readonly string[];
};

export async function getEndFacts(
  actor: Actor,
  { enrollment, patient, loaded, summary }: Chart,
): Promise<EndFacts> {
  const attempts = await inReadTransaction(actor, (tx) => countContactAttempts(tx, enrollment.id));
  const { records } = loaded.course;
  return {
    isOnTherapy: isOnTherapy(loaded.course),
    adverseEvents: recordsOf(records, 'adverse-event')
      .filter(({ voided }) => !voided)
      .toSorted((one, other) => other.on - one.on)
      .map(({ id, on, content }) => ({
        recordId: id,
        label: `${adverseEventName(content)}, grade ${worstGradeOf(content)}, from ${toCivilDate(on)}`,
        isFatal: worstGradeOf(content) === 5,
      })),
    lastVisitOn: attempts.lastVisitOn,
    contacts: attempts.count,
    contactsNeeded: contactsBeforeLost(loaded.protocol.settings),
    mayCallLostEarlier: can(actor, 'decision:make', patient.siteId),
    open: summary.due.map(({ title, planned }) => `${title}, ${toCivilDate(planned)}`),
  };
}
