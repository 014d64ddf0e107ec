'use server';

import { toAction } from '@/lib/server/action';
import { recordContact } from '@/lib/server/contacts/record-contact';
import { voidContact } from '@/lib/server/contacts/void-contact';

export const recordContactAction = toAction(recordContact);
export const voidContactAction = toAction(voidContact);
