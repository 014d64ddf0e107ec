import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { demoPassword } from '@/lib/demo/demo-accounts';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';
import { saveProfile } from '../settings/save-profile';

/** One for each event, so that a load that is repeated finds it done. */
const submissionIds = {
  newerProfile: '019a0000-0000-7000-8000-000000000001',
} as const;

/**
 * What the people of the living clinic did besides seeing patients, once its men are loaded: newer settings
 * are approved, so that men stand on older ones and an amendment can be tried.
 */
export async function makeClinicEvents(
  physician: Actor,
  siteId: string,
  { requestId }: { readonly requestId: string },
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
}
