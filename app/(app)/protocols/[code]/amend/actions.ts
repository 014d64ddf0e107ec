'use server';

import { toAction } from '@/lib/server/action';
import { amendProtocol } from '@/lib/server/amendments/amend-protocol';

export const amendProtocolAction = toAction(amendProtocol);
