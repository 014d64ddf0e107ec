import { invariant } from '@/lib/core/invariant';
import type { Day } from '@/lib/dates/civil-date';
import { addDuration, type Duration } from '@/lib/dates/duration';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { PlanFacts } from './plan-facts';

/** The day that an anchor names, or null while it has none. Triggered anchors are laid out per record. */
export function anchorDay(anchor: string, facts: PlanFacts): Day | null {
  switch (anchor) {
    case 'enrollment':
      return facts.enrolledOn;
    case 'consent':
      return facts.consentOn;
    case 'first-dose':
      return facts.firstDoseOn;
    case 'last-dose':
      return facts.lastDoseOn;
    case 'surgery':
      return facts.surgeryOn;
    case 'previous-retrieval':
      return facts.previousRetrievalOn;
    case 'oocyte-retrieval':
      return facts.oocyteRetrievalOn;
    default: {
      invariant(anchor.startsWith('decision:'), `unknown anchor ${anchor}`);
      return findDecision(anchor.slice('decision:'.length), facts)?.effectiveOn ?? null;
    }
  }
}

export function findDecision(key: string, facts: PlanFacts) {
  return facts.decisions.find((decision) => decision.key === key) ?? null;
}

/** Last day of therapy that the protocol foresees: repeats while on therapy end here (engine §2). */
export function horizonFrom(base: Day, protocol: CompiledProtocol, facts: PlanFacts): Day {
  const { maximumDuration, extensions } = protocol;
  invariant(maximumDuration, `${protocol.definition.code} repeats on therapy without a maximum`);
  const refused = extensions.findIndex(
    ({ decision, chosen }) => findDecision(decision, facts)?.chosen !== chosen,
  );
  const granted = refused === -1 ? extensions : extensions.slice(0, refused);
  return addDuration(
    base,
    granted.reduce((whole, { by }) => sum(whole, by), maximumDuration),
  );
}

function sum(one: Duration, other: Duration): Duration {
  return { months: one.months + other.months, days: one.days + other.days };
}
