import { invariant } from '@/lib/core/invariant';
import type { CompiledProtocol } from './compile-protocol';
import type { ProtocolDefinition } from './schema';

type Arm = ProtocolDefinition['arms'][number];

/** What a patient is on: its title says it in a few words. */
export function armOf({ definition }: CompiledProtocol, key: string): Arm {
  const arm = definition.arms.find((candidate) => candidate.key === key);
  invariant(arm, `no arm ${key}`);
  return arm;
}
