import 'server-only';
import { endTransferInputSchema } from '@/lib/enrollment/site-transfer';
import { defineCommand } from '../command';
import { endOffer } from './end-offer';
import { findOfferingSite } from './find-transfer';

/** His own site takes its offer back. */
export const withdrawTransfer = defineCommand({
  name: 'transfer.withdraw',
  schema: endTransferInputSchema,
  permission: 'patient:enroll',
  findSite: findOfferingSite,
  run: (context, input) => endOffer(context, input, 'withdrawn'),
});
