import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { addDays, type Day, toCivilDate } from '@/lib/dates/civil-date';
import { demoPassword } from '@/lib/demo/demo-accounts';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';
import { closeDay } from '../calendar/close-day';
import { loadCalendars } from '../courses/load-calendars';
import { inReadTransaction } from '../db/transaction';
import { saveProfile } from '../settings/save-profile';
import { offerTransfer } from '../transfers/offer-transfer';

/** One for each event, so that a load that is repeated finds it done. */
const submissionIds = {
  newerProfile: '019a0000-0000-7000-8000-000000000001',
  closedDay: '019a0000-0000-7000-8000-000000000002',
  transfer: '019a0000-0000-7000-8000-000000000003',
} as const;

/** In his third month, with nothing in the way. */
const offeredStudyId = 'PAC-004';

interface ClinicMoment {
  readonly siteId: string;
  readonly otherSiteId: string;
  readonly today: Day;
  readonly requestId: string;
}

/**
 * What the people of the living clinic did besides seeing patients, once its men are loaded: newer settings
 * are approved, so that men stand on older ones and an amendment can be tried; a day of next week is closed,
 * and a man is offered to the other site.
 */
export async function makeClinicEvents(
  physician: Actor,
  { siteId, otherSiteId, today, requestId }: ClinicMoment,
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
  const patientId = await findOffered(physician, siteId);
  // Once the other site has accepted him he is no longer here.
  if (patientId !== null) {
    await offerTransfer.execute(
      physician,
      {
        patientId,
        toSiteId: otherSiteId,
        reason: 'Moves to the city of the other clinic (simulated)',
      },
      { submissionId: submissionIds.transfer, requestId },
    );
  }
}

async function findOffered(physician: Actor, siteId: string): Promise<string | null> {
  const man = await inReadTransaction(physician, (tx) =>
    tx.patient.findUnique({
      where: { siteId_studyId: { siteId, studyId: offeredStudyId } },
      select: { id: true },
    }),
  );
  return man?.id ?? null;
}
