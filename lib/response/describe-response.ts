import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { type Response, responseNotes, responseStatusNames } from './response';

/** A response in words: the status, and how sure it is and why. */
export interface ResponseDescription {
  readonly status: string;
  /** Sentences without which the status would say too much; empty where it says it all. */
  readonly confidence: readonly string[];
}

type Described = Pick<
  Response,
  'bestResponse' | 'currentStatus' | 'responseMonth' | 'maintained' | 'notes'
> & {
  readonly responseOn: Day | null;
  readonly awaitingUntil: Day | null;
};

export function describeResponse(response: Described): ResponseDescription {
  const { bestResponse, currentStatus, responseOn, responseMonth, awaitingUntil } = response;
  const sentences = [
    awaitingUntil === null ? null : `Second sample by ${proseDay(awaitingUntil)}.`,
    responseOn === null ? null : describeDate(responseOn, responseMonth),
    currentStatus === bestResponse
      ? null
      : `Now: ${responseStatusNames[currentStatus].toLowerCase()}.`,
    ...response.notes.map(({ code }) => responseNotes[code]),
  ];
  return {
    status: responseStatusNames[bestResponse],
    confidence: [...new Set(sentences.filter((sentence) => sentence !== null))],
  };
}

function describeDate(responseOn: Day, month: number | null): string {
  const date = proseDay(responseOn);
  return month === null ? `Response on ${date}.` : `Response on ${date} (month ${month}).`;
}

function proseDay(day: Day): string {
  return proseDate(toCivilDate(day));
}
