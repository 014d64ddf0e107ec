import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { addDays, type Day, toCivilDate } from '@/lib/dates/civil-date';
import { demoPassword } from '@/lib/demo/demo-accounts';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';
import { closeDay } from '../calendar/close-day';
import { loadCalendars } from '../courses/load-calendars';
import { inReadTransaction } from '../db/transaction';
import { saveProfile } from '../settings/save-profile';

/** One for each event, so that a load that is repeated finds it done. */
const submissionIds = {
  newerProfile: '019a0000-0000-7000-8000-000000000001',
  closedDay: '019a0000-0000-7000-8000-000000000002',
} as const;

interface ClinicMoment {
  readonly siteId: string;
  readonly today: Day;
  readonly requestId: string;
}

/**
 * What the people of the living clinic did besides seeing patients, once its men are loaded: newer settings
 * are approved, so that men stand on older ones and an amendment can be tried; a day of next week is closed.
 */
export async function makeClinicEvents(
  physician: Actor,
  { siteId, today, requestId }: ClinicMoment,
): Promise<void> {
  await saveProfile.execute(
    physician,
    {
      siteId,
      protocol: 'isotretinoin-noa',
      name: defaultProfile,
      replaces: 1,
      values: { 'monthly-labs': false },
      note: 'Simulated: lipids and liver tests at baseline and week 4 only, as in S0',
      password: demoPassword,
    },
    { submissionId: submissionIds.newerProfile, requestId },
  );
  const calendarVersion = await inReadTransaction(
    physician,
    async (tx) => (await loadCalendars(tx, [siteId]))(siteId).version,
  );
  await closeDay.execute(
    physician,
    {
      siteId,
      day: toCivilDate(addDays(today, 8)),
      calendarVersion,
      reason: 'Training day of the team (simulated)',
      agreed: [],
    },
    { submissionId: submissionIds.closedDay, requestId },
  );
}
