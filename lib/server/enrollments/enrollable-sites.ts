import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { type SignerName, signerAt } from '@/lib/auth/signature';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { EligibilityCriterion } from '@/lib/protocols/eligibility-schema';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';
import type { ProtocolDefinition, SettingValues } from '@/lib/protocols/schema';
import { siteToday } from '../clock';
import { compiledProtocol } from '../courses/compiled-protocol';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { findProtocol } from '../protocols/find-protocol';

/** What a new enrollment would be pinned to, with what its criteria are judged by. */
export interface EnrollableProtocol {
  readonly code: string;
  readonly title: string;
  readonly version: string;
  readonly arms: ProtocolDefinition['arms'];
  readonly eligibility: readonly EligibilityCriterion[];
  readonly settings: SettingValues;
}

export interface EnrollableSite {
  readonly siteId: string;
  readonly siteName: string;
  readonly today: CivilDate;
  /** Who would sign that a man is enrolled against a criterion; null for a person who may only ask for it. */
  readonly signer: SignerName | null;
  readonly protocols: readonly EnrollableProtocol[];
}

export async function listEnrollableSites(
  actor: Actor,
  sites: readonly Membership[],
): Promise<EnrollableSite[]> {
  return await inReadTransaction(actor, async (tx) => {
    const codes = await tx.protocolVersion.findMany({
      distinct: ['code'],
      select: { code: true },
      orderBy: { code: 'asc' },
    });
    const enrollable: EnrollableSite[] = [];
    // One connection answers one query at a time.
    for (const { siteId, siteName, timeZone } of sites) {
      const protocols: EnrollableProtocol[] = [];
      for (const { code } of codes) {
        protocols.push(await enrollableProtocol(tx, siteId, code));
      }
      enrollable.push({
        siteId,
        siteName,
        today: siteToday(timeZone),
        signer: signerAt(actor, 'decision:make', siteId),
        protocols,
      });
    }
    return enrollable;
  });
}

async function enrollableProtocol(
  tx: Transaction,
  siteId: string,
  code: string,
): Promise<EnrollableProtocol> {
  const pin = await findProtocol(tx, siteId, { protocol: code, profile: defaultProfile });
  const { definition, settings } = await compiledProtocol(tx, pin);
  const { title, version, arms, eligibility } = definition;
  return { code, title, version, arms, eligibility, settings };
}
