import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { JsonObject } from '@/lib/core/json';
import type { SignatureView } from '@/lib/course/signature-view';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { FlagProposal, FlagSeverity } from '@/lib/protocols/safety-rule-schema';
import type { Disposition, StoredDisposition } from '@/lib/safety/dispositions';
import type { FlagEvidence } from '@/lib/safety/reconcile-flags';
import type { WaitingFlag } from '@/lib/safety/time-to-act';
import { siteDateAt } from '../clock';
import { civilDateFrom } from '../db/date-column';
import { groupBy } from '../db/group-by';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { viewSignatures } from '../decisions/view-signatures';
import { type FlagHistoryLine, readFlagHistory } from './flag-history';

export interface FlagView {
  readonly id: string;
  readonly version: number;
  readonly ruleId: string;
  readonly ruleVersion: string;
  readonly title: string;
  readonly severity: FlagSeverity;
  readonly proposes: FlagProposal | null;
  readonly message: string;
  readonly source: string;
  readonly raisedOn: CivilDate;
  readonly actBy: CivilDate | null;
  readonly whoActs: WaitingFlag['whoActs'];
  readonly blocksDispensing: boolean;
  readonly evidence: readonly FlagEvidence[];
  readonly reopenedCount: number;
  /** What was done, while that stands. */
  readonly closing: FlagClosing | null;
  /** Every time a physician decided about it while it was red, newest first. */
  readonly signatures: readonly FlagSignature[];
  readonly history: readonly FlagHistoryLine[];
}

export interface FlagSignature {
  readonly disposition: Disposition;
  readonly reason: string | null;
  readonly signature: SignatureView;
}

export interface FlagClosing {
  readonly disposition: StoredDisposition;
  readonly reason: string | null;
  readonly by: string;
  readonly role: string | null;
  readonly on: CivilDate;
}

/** There is one flag for each rule, so the list is as short as the protocol's rules. */
const mostFlags = 100;

/** Open ones first, red before amber, then by date. */
export function listFlags(
  actor: Actor,
  enrollmentId: string,
  timeZone: string,
): Promise<readonly FlagView[]> {
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.flag.findMany({
      where: { enrollmentId },
      orderBy: [{ status: 'desc' }, { severity: 'desc' }, { raisedOn: 'desc' }],
      take: mostFlags,
    });
    const closers = await tx.userAccount.findMany({
      where: { id: { in: rows.flatMap(({ closedBy }) => closedBy ?? []) } },
      select: { id: true, displayName: true },
    });
    const names = new Map(closers.map(({ id, displayName }) => [id, displayName]));
    const signatures = await readSignatures(tx, enrollmentId, timeZone);
    const history = await readFlagHistory(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({
      id: row.id,
      version: row.version,
      ruleId: row.ruleId,
      ruleVersion: row.ruleVersion,
      title: row.title,
      severity: row.severity as FlagSeverity,
      proposes: row.proposes as FlagProposal | null,
      message: row.message,
      source: row.source,
      raisedOn: civilDateFrom(row.raisedOn),
      actBy: row.actBy && civilDateFrom(row.actBy),
      whoActs: row.whoActs as WaitingFlag['whoActs'],
      blocksDispensing: row.blocksDispensing,
      // Written through reconcileFlags and nothing else.
      evidence: row.evidence as unknown as readonly FlagEvidence[],
      reopenedCount: row.reopenedCount,
      closing:
        row.status === 'closed' && row.closedAt !== null
          ? {
              disposition: row.disposition as StoredDisposition,
              reason: row.dispositionReason,
              by: names.get(row.closedBy ?? '') ?? 'someone of another site',
              role: row.closedByRole,
              on: siteDateAt(row.closedAt, timeZone),
            }
          : null,
      signatures: signatures.get(row.id) ?? [],
      history: history.get(row.id) ?? [],
    }));
  });
}

async function readSignatures(
  tx: Transaction,
  enrollmentId: string,
  timeZone: string,
): Promise<Map<string, FlagSignature[]>> {
  const rows = await tx.decision.findMany({
    where: { enrollmentId, meaning: 'flag-decided' },
    orderBy: { id: 'desc' },
  });
  const signatures = await viewSignatures(tx, rows, timeZone);
  return groupBy(
    rows.flatMap((row, index) => {
      const signature = signatures[index];
      return signature ? [{ row, signature }] : [];
    }),
    ({ row }) => String((row.inputs as JsonObject)['flagId']),
    ({ row, signature }) => ({
      disposition: row.chosen as Disposition,
      reason: row.reason,
      signature,
    }),
  );
}
