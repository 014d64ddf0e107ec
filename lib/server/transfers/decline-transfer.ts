import 'server-only';
import { endTransferInputSchema } from '@/lib/enrollment/site-transfer';
import { defineCommand } from '../command';
import { endOffer } from './end-offer';
import { findOfferedSite } from './find-transfer';

/** The site to which a man was offered does not take him; nothing of him has moved. */
export const declineTransfer = defineCommand({
  name: 'transfer.decline',
  schema: endTransferInputSchema,
  permission: 'patient:enroll',
  findSite: findOfferedSite,
  run: (context, input) => endOffer(context, input, 'declined'),
});
