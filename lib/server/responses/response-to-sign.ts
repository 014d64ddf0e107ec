import 'server-only';
import { responseBasis, type SignedResponse } from '@/lib/course/signed-basis';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { contentHash } from '../content-hash';
import type { StoredResponse } from '../courses/stored-response';

/** What a physician signs as a response, and the hash by which a form says that he saw exactly this. */
export interface ResponseToSign {
  readonly content: StoredResponse & SignedResponse;
  readonly hash: string;
}

export function responseToSign(
  response: StoredResponse,
  records: readonly ClinicalRecord[],
): ResponseToSign {
  const content = { ...response, basis: responseBasis(response, records) };
  return { content, hash: contentHash(content) };
}
