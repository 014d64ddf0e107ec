'use server';

import { toAction } from '@/lib/server/action';
import { dismissSuggestion } from '@/lib/server/adverse-events/dismiss-suggestion';
import { recordAdverseEvent } from '@/lib/server/adverse-events/record-adverse-event';

export const recordAdverseEventAction = toAction(recordAdverseEvent);
export const dismissSuggestionAction = toAction(dismissSuggestion);
