import { invariant } from '@/lib/core/invariant';
import {
  definitionSchemaVersion,
  type ProtocolDefinition,
  protocolDefinitionSchema,
} from './schema';

/** Turns a definition of one schema version into the next one; version 1 is the first. */
const upcasters: Readonly<Record<number, (definition: unknown) => unknown>> = {};

/** @throws when a stored definition is of a schema version that this program does not know. */
export function readDefinition(text: string, schemaVersion: number): ProtocolDefinition {
  let definition: unknown = JSON.parse(text);
  for (let version = schemaVersion; version < definitionSchemaVersion; version += 1) {
    const upcast = upcasters[version];
    invariant(upcast, `no way from definition schema ${version} to ${version + 1}`);
    definition = upcast(definition);
  }
  return protocolDefinitionSchema.parse(definition);
}
