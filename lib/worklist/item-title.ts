import { invariant } from '@/lib/core/invariant';
import { adequateForIcsi } from '@/lib/course/course';
import { type CompiledProtocol, findRequirement } from '@/lib/protocols/compile-protocol';
import { type ResponseStatus, responseStatusNames } from '@/lib/response/response';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';
import type { WorklistItem } from './worklist';

export interface WorkSubject {
  readonly source: WorklistItem['source'];
  /** Key of a requirement or a decision, title of a flag, or a response status. */
  readonly subject: string;
  readonly ordinal: number | null;
  /** The sample that was signed as adequate; null for everything else. */
  readonly recordId: string | null;
}

/** What a chip says, in the words of the protocol that the enrollment is pinned to. */
export function itemTitle(
  protocol: CompiledProtocol,
  { source, subject, ordinal }: WorkSubject,
): string {
  switch (source) {
    case 'occurrence': {
      const requirement = findRequirement(protocol, subject);
      invariant(requirement, `no requirement ${subject}`);
      return occurrenceTitle(requirement, ordinal);
    }
    case 'flag':
      return subject;
    case 'decision': {
      return `Changed since signed: ${signedMatter(protocol, subject)}`;
    }
    case 'eligibility':
      return 'Eligibility override to sign';
    case 'stop':
      return 'Signed stop to record';
    case 'response':
      return `Sign: ${responseStatusNames[subject as ResponseStatus]}`;
  }
}

/** What was signed under this key, in a few words. */
function signedMatter({ definition }: CompiledProtocol, key: string): string {
  if (key === 'response') {
    return 'response';
  }
  if (key === 'eligibility') {
    return 'eligibility override';
  }
  if (key === adequateForIcsi) {
    return 'sample adequate for ICSI';
  }
  return definition.decisions.find((point) => point.key === key)?.title ?? key;
}
