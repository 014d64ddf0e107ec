import { severityRank } from '@/lib/protocols/safety-rule-schema';
import type { SafetyFinding } from './evaluate-safety';

/**
 * `current`: the flag rests on it. `settled`: a person has closed the flag over it. `withdrawn`: a
 * correction took it away; it stays visible, and as severe as it was, until a person closes the flag.
 * `past`: withdrawn before the flag was last closed.
 */
export const evidenceStates = ['current', 'settled', 'withdrawn', 'past'] as const;
export type EvidenceState = (typeof evidenceStates)[number];

export type FlagEvidence = SafetyFinding & { readonly state: EvidenceState };

/** A flag as stored: one for each rule and enrollment, for good. */
export interface StoredFlag {
  readonly id: string;
  readonly ruleId: string;
  readonly status: 'open' | 'closed';
  readonly evidence: readonly FlagEvidence[];
}

/**
 * What to store for a flag: its worst current finding speaks for it. A correction does not make it
 * milder: what it asks for stays until a person has closed it.
 */
export interface FlagContent
  extends Pick<
    SafetyFinding,
    | 'ruleId'
    | 'ruleVersion'
    | 'topic'
    | 'title'
    | 'source'
    | 'severity'
    | 'message'
    | 'whoActs'
    | 'proposes'
    | 'blocksDispensing'
    | 'raisedOn'
    | 'actBy'
  > {
  readonly evidence: readonly FlagEvidence[];
}

export interface FlagChanges {
  readonly raise: readonly FlagContent[];
  readonly update: readonly { readonly id: string; readonly flag: FlagContent }[];
  readonly reopen: readonly { readonly id: string; readonly flag: FlagContent }[];
  /** The flag stays open as it is; only its evidence changes. */
  readonly withdraw: readonly { readonly id: string; readonly evidence: readonly FlagEvidence[] }[];
}

/**
 * What has to change so that the stored flags agree with the findings (engine §7). A worse finding
 * updates the rule's open flag; a closed flag is reopened only by evidence that its closing did not
 * settle: a new record, or the same record corrected to a worse level. Nothing here closes a flag.
 */
export function reconcileFlags(
  stored: readonly StoredFlag[],
  findings: readonly SafetyFinding[],
): FlagChanges {
  const relevant = findings.filter(({ severity }) => severity !== 'info');
  const known = new Set(stored.map(({ ruleId }) => ruleId));
  const changes = stored.map((flag) => reconcile(flag, relevant));
  return {
    raise: [...new Set(relevant.map(({ ruleId }) => ruleId))]
      .filter((ruleId) => !known.has(ruleId))
      .toSorted()
      .flatMap((ruleId) => flagOf(ofRule(relevant, ruleId), []) ?? []),
    update: changes.flatMap((change) => change.update ?? []),
    reopen: changes.flatMap((change) => change.reopen ?? []),
    withdraw: changes.flatMap((change) => change.withdraw ?? []),
  };
}

/** The evidence to store when a person closes the flag; what was withdrawn stays withdrawn. */
export function settleEvidence(evidence: readonly FlagEvidence[]): readonly FlagEvidence[] {
  return evidence.map((item) => (item.state === 'current' ? { ...item, state: 'settled' } : item));
}

/** Every finding of an open flag has been corrected away; a person still has to close it. */
export function isEvidenceWithdrawn(evidence: readonly FlagEvidence[]): boolean {
  return evidence.every(({ state }) => state !== 'current');
}

interface Change {
  readonly update?: FlagChanges['update'][number];
  readonly reopen?: FlagChanges['reopen'][number];
  readonly withdraw?: FlagChanges['withdraw'][number];
}

function reconcile(flag: StoredFlag, findings: readonly SafetyFinding[]): Change {
  const { id, evidence } = flag;
  const settled = evidence.filter(({ state }) => state === 'settled');
  const unsettled = ofRule(findings, flag.ruleId).filter(
    (finding) => !settled.some((item) => covers(item, finding)),
  );
  const gone = evidence
    .filter(({ state }) => state !== 'settled')
    .filter((item) => !unsettled.some((finding) => replaces(finding, item)));
  if (flag.status === 'closed') {
    const content = flagOf(unsettled, [...settled, ...inState(gone, 'past')]);
    return content === null ? {} : { reopen: { id, flag: content } };
  }
  const past = gone.filter(({ state }) => state === 'past');
  const withdrawn = inState(
    gone.filter(({ state }) => state !== 'past'),
    'withdrawn',
  );
  const kept = [...settled, ...withdrawn, ...past];
  const content = flagOf(unsettled, kept);
  if (content === null) {
    return sameEvidence(evidence, kept) ? {} : { withdraw: { id, evidence: kept } };
  }
  return sameEvidence(evidence, content.evidence) ? {} : { update: { id, flag: content } };
}

function inState(evidence: readonly FlagEvidence[], state: EvidenceState): readonly FlagEvidence[] {
  return evidence.map((item) => ({ ...item, state }));
}

/** The same records say the same or worse. */
function replaces(finding: SafetyFinding, item: FlagEvidence): boolean {
  return finding.evidenceKey === item.evidenceKey && compareSeverity(finding, item) >= 0;
}

/** A closing settles its evidence up to the level that the person saw. */
function covers(settled: FlagEvidence, finding: SafetyFinding): boolean {
  return settled.evidenceKey === finding.evidenceKey && compareSeverity(settled, finding) >= 0;
}

function flagOf(
  findings: readonly SafetyFinding[],
  kept: readonly FlagEvidence[],
): FlagContent | null {
  const worstFirst = findings.toSorted(
    (a, b) =>
      compareSeverity(b, a) ||
      b.raisedOn.localeCompare(a.raisedOn) ||
      a.evidenceKey.localeCompare(b.evidenceKey),
  );
  const [speaker] = worstFirst;
  if (speaker === undefined) {
    return null;
  }
  const undecided = [...worstFirst, ...kept.filter(({ state }) => state === 'withdrawn')].toSorted(
    (a, b) => compareSeverity(b, a),
  );
  const worst = undecided[0] ?? speaker;
  const deadlines = undecided
    .filter(({ severity }) => severity === worst.severity)
    .flatMap(({ actBy }) => actBy ?? [])
    .toSorted();
  return {
    ruleId: speaker.ruleId,
    ruleVersion: speaker.ruleVersion,
    topic: speaker.topic,
    title: speaker.title,
    source: speaker.source,
    severity: worst.severity,
    message: speaker.message,
    whoActs: worst.whoActs,
    proposes: worst.proposes,
    blocksDispensing: undecided.some(({ blocksDispensing }) => blocksDispensing),
    raisedOn: undecided.map(({ raisedOn }) => raisedOn).toSorted()[0] ?? speaker.raisedOn,
    actBy: deadlines[0] ?? null,
    evidence: [
      ...worstFirst.map((finding): FlagEvidence => ({ ...finding, state: 'current' })),
      ...kept,
    ],
  };
}

function ofRule(findings: readonly SafetyFinding[], ruleId: string): readonly SafetyFinding[] {
  return findings.filter((finding) => finding.ruleId === ruleId);
}

/** Levels are compared only within a severity, because a new version of a rule may number them anew. */
function compareSeverity(a: SafetyFinding, b: SafetyFinding): number {
  return severityRank(a.severity) - severityRank(b.severity) || a.level - b.level;
}

/** The database may reorder the keys of stored evidence, so it is compared by content. */
function sameEvidence(a: readonly FlagEvidence[], b: readonly FlagEvidence[]): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint(evidence: readonly FlagEvidence[]): string {
  return evidence
    .map(({ evidenceKey, state, ruleVersion, level, severity, raisedOn, message }) =>
      JSON.stringify([evidenceKey, state, ruleVersion, level, severity, raisedOn, message]),
    )
    .toSorted()
    .join();
}
