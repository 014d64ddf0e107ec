import type { ProtocolEdition } from '@/lib/server/protocols/editions';

/** "Version 1.1, settings “clinic” version 2". */
export function describeEdition({ protocolVersion, name, version }: ProtocolEdition): string {
  return `Version ${protocolVersion}, settings “${name}” version ${version}`;
}
