import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { WorkSubject } from './item-title';

/** Where a physician decides about it; null for what is simply done at a visit. */
export function itemPath(
  { definition }: CompiledProtocol,
  { source, subject, recordId }: WorkSubject,
  patientId: string,
): string | null {
  const patient = `/patients/${patientId}`;
  switch (source) {
    case 'flag':
      return `${patient}/flags`;
    case 'stop':
      return `${patient}/therapy`;
    case 'response':
      return `${patient}/semen`;
    case 'eligibility':
      return `${patient}/eligibility`;
    case 'decision':
      return recordId === null ? decisionPath(patient, subject) : `${patient}/records/${recordId}`;
    case 'occurrence': {
      const decision = definition.decisions.find(({ requirement }) => requirement === subject);
      return decision === undefined ? null : `${patient}/decisions/${decision.key}`;
    }
  }
}

function decisionPath(patient: string, key: string): string {
  if (key === 'eligibility') {
    return `${patient}/eligibility`;
  }
  return key === 'response' ? `${patient}/semen` : `${patient}/decisions/${key}`;
}
