import 'server-only';
import { invariant } from '@/lib/core/invariant';
import { type CompiledProtocol, compileProtocol } from '@/lib/protocols/compile-protocol';
import { readDefinition } from '@/lib/protocols/read-definition';
import type { ProtocolDefinition, SettingValues } from '@/lib/protocols/schema';
import type { Transaction } from '../db/transaction';

export interface ProtocolPin {
  readonly protocolVersionId: string;
  readonly settingsProfileId: string;
  /** Of the profile, where they have been read already. */
  readonly settings?: SettingValues;
}

// Released versions and profiles never change, so what was compiled once stays right. Whoever asks
// has read the ids from rows that row-level security let through.
const definitions = new Map<string, ProtocolDefinition>();
const compiled = new Map<string, CompiledProtocol>();

const keyOf = ({ protocolVersionId, settingsProfileId }: ProtocolPin) =>
  `${protocolVersionId}/${settingsProfileId}`;

export type CompiledProtocols = (pin: ProtocolPin) => CompiledProtocol;

/** The protocols of enrollments by their pins; what is not in memory is read in two queries. */
export async function compiledProtocols(
  tx: Transaction,
  pins: readonly ProtocolPin[],
): Promise<CompiledProtocols> {
  const missing = pins.filter((pin) => !compiled.has(keyOf(pin)));
  if (missing.length > 0) {
    await readDefinitions(tx, missing);
    const values = await readSettings(tx, missing);
    for (const pin of missing) {
      const definition = definitions.get(pin.protocolVersionId);
      const settings = values.get(pin.settingsProfileId);
      invariant(definition && settings !== undefined, `no protocol for ${keyOf(pin)}`);
      compiled.set(keyOf(pin), compileProtocol(definition, settings));
    }
  }
  return (pin) => {
    const protocol = compiled.get(keyOf(pin));
    invariant(protocol, `protocol ${keyOf(pin)} was not asked for`);
    return protocol;
  };
}

export async function compiledProtocol(
  tx: Transaction,
  pin: ProtocolPin,
): Promise<CompiledProtocol> {
  return (await compiledProtocols(tx, [pin]))(pin);
}

async function readSettings(
  tx: Transaction,
  pins: readonly ProtocolPin[],
): Promise<Map<string, SettingValues>> {
  const unread = pins.filter(({ settings }) => settings === undefined);
  const profiles = await tx.settingsProfile.findMany({
    where: { id: { in: unread.map((pin) => pin.settingsProfileId) } },
    select: { id: true, values: true },
  });
  return new Map([
    ...pins.flatMap(({ settingsProfileId, settings }): [string, SettingValues][] =>
      settings === undefined ? [] : [[settingsProfileId, settings]],
    ),
    ...profiles.map(({ id, values }): [string, SettingValues] => [id, values as SettingValues]),
  ]);
}

async function readDefinitions(tx: Transaction, pins: readonly ProtocolPin[]): Promise<void> {
  const ids = pins.map((pin) => pin.protocolVersionId).filter((id) => !definitions.has(id));
  if (ids.length === 0) {
    return;
  }
  const versions = await tx.protocolVersion.findMany({
    where: { id: { in: ids } },
    select: { id: true, definition: true, schemaVersion: true },
  });
  for (const { id, definition, schemaVersion } of versions) {
    definitions.set(id, readDefinition(definition, schemaVersion));
  }
}
