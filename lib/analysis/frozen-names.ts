import type { ListedNames } from '@/lib/cohort/describe-condition';
import type { FrozenDefinition } from './snapshot';

interface Frozen {
  readonly definition: Pick<FrozenDefinition, 'columns'>;
  readonly sites: readonly { readonly code: string; readonly name: string }[];
}

/** What the sites and arms of a snapshot are called in the sentences of its definition. */
export function frozenNames({ definition, sites }: Frozen): ListedNames {
  const arms = definition.columns.subjects.find(({ name }) => name === 'arm')?.levels ?? [];
  return {
    site: Object.fromEntries(sites.map(({ code, name }) => [code, name])),
    arm: Object.fromEntries(arms.map(({ key, label }) => [key, label])),
    'protocol-version': {},
    'cohort-tag': {},
  };
}
