'use server';

import { toAction } from '@/lib/server/action';
import { acceptTransfer } from '@/lib/server/transfers/accept-transfer';
import { declineTransfer } from '@/lib/server/transfers/decline-transfer';

export const acceptTransferAction = toAction(acceptTransfer);
export const declineTransferAction = toAction(declineTransfer);
