'use server';

import { toAction } from '@/lib/server/action';
import { discardDraft } from '@/lib/server/drafts/discard-draft';
import { saveDraft } from '@/lib/server/drafts/save-draft';

export const saveDraftAction = toAction(saveDraft, { refreshes: false });
export const discardDraftAction = toAction(discardDraft, { refreshes: false });
