import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { WorkSubject } from './item-title';

/** Where a physician decides about it; null for what is simply done at a visit. */
export function itemPath(
  { definition }: CompiledProtocol,
  { source, subject }: WorkSubject,
  patientId: string,
): string | null {
  const patient = `/patients/${patientId}`;
  switch (source) {
    case 'flag':
      return `${patient}/flags`;
    case 'response':
      return `${patient}/semen`;
    case 'eligibility':
      return `${patient}/eligibility`;
    case 'decision':
      return `${patient}/decisions/${subject}`;
    case 'occurrence': {
      const decision = definition.decisions.find(({ requirement }) => requirement === subject);
      return decision === undefined ? null : `${patient}/decisions/${decision.key}`;
    }
  }
}
