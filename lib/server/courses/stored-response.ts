import 'server-only';
import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { Response } from '@/lib/response/response';
import { contentHash } from '../content-hash';

/** A computed response in the column `enrollment.response`; a signature holds on to its hash. */
export type StoredResponse = Omit<Response, 'responseOn' | 'awaitingUntil'> & {
  readonly responseOn: CivilDate | null;
  readonly awaitingUntil: CivilDate | null;
  readonly hash: string;
};

export function storedResponse(response: Response): StoredResponse {
  const dated = {
    ...response,
    responseOn: dateOrNull(response.responseOn),
    awaitingUntil: dateOrNull(response.awaitingUntil),
  };
  return { ...dated, hash: contentHash(dated) };
}

function dateOrNull(day: Day | null): CivilDate | null {
  return day === null ? null : toCivilDate(day);
}
