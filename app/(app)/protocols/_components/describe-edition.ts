import type { ProtocolEdition } from '@/lib/server/protocols/editions';

/** "version 1.1, settings “clinic” version 2". */
export function describeEdition({ protocolVersion, name, version }: ProtocolEdition): string {
  return `version ${protocolVersion}, settings “${name}” version ${version}`;
}
