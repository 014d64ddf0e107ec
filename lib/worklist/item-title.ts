import { invariant } from '@/lib/core/invariant';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { type ResponseStatus, responseStatusNames } from '@/lib/response/response';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';
import type { WorklistItem } from './worklist';

export interface WorkSubject {
  readonly source: WorklistItem['source'];
  /** Key of a requirement or a decision, title of a flag, or a response status. */
  readonly subject: string;
  readonly ordinal: number | null;
}

/** What a chip says, in the words of the protocol that the enrollment is pinned to. */
export function itemTitle(
  protocol: CompiledProtocol,
  { source, subject, ordinal }: WorkSubject,
): string {
  const { definition, requirements } = protocol;
  switch (source) {
    case 'occurrence': {
      const requirement = requirements.find(({ key }) => key === subject);
      invariant(requirement, `no requirement ${subject}`);
      return occurrenceTitle(requirement, ordinal);
    }
    case 'flag':
      return subject;
    case 'decision': {
      const title = definition.decisions.find(({ key }) => key === subject)?.title ?? subject;
      return `Corrected since decided: ${title}`;
    }
    case 'eligibility':
      return 'Eligibility override to sign';
    case 'response':
      return `Sign: ${responseStatusNames[subject as ResponseStatus]}`;
  }
}
