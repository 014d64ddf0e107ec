import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { compareDefinitions, type DefinitionDifference } from '@/lib/protocols/compare-definitions';
import { compiledProtocols } from '../courses/compiled-protocol';
import { inReadTransaction } from '../db/transaction';
import { listEditions, type ProtocolEdition } from './editions';

export interface ProtocolDifference {
  readonly title: string;
  /** Newest first; new enrollments take the first. */
  readonly editions: readonly ProtocolEdition[];
  readonly from: ProtocolEdition;
  readonly to: ProtocolEdition;
  readonly difference: DefinitionDifference;
}

interface Choice {
  readonly code: string;
  /** Ids of editions; what is not one of the site's counts as not given. */
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * What differs between two editions of a protocol at a site. Without a choice: what new enrollments take,
 * against the one before it of the same name. Null when the site has none.
 */
export async function getProtocolDifference(
  actor: Actor,
  site: Membership,
  choice: Choice,
): Promise<ProtocolDifference | null> {
  return await inReadTransaction(actor, async (tx) => {
    const editions = await listEditions(tx, site, choice.code);
    const find = (id: string | null) => editions.find(({ edition }) => edition.id === id);
    const to = find(choice.to) ?? editions[0];
    if (to === undefined) {
      return null;
    }
    const others = editions.filter(({ edition }) => edition.id !== to.edition.id);
    const from =
      find(choice.from) ??
      others.find(({ edition }) => edition.name === to.edition.name) ??
      others[0] ??
      to;
    const protocolOf = await compiledProtocols(tx, [from.pin, to.pin]);
    const after = protocolOf(to.pin);
    return {
      title: after.definition.title,
      editions: editions.map(({ edition }) => edition),
      from: from.edition,
      to: to.edition,
      difference: compareDefinitions(protocolOf(from.pin), after),
    };
  });
}
