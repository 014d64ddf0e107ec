import { assertNever } from '@/lib/core/assert-never';
import { both, type Certainty, either, negate } from '@/lib/core/certainty';
import type { Day } from '@/lib/dates/civil-date';
import type { EligibilityCondition, EligibilityLeaf } from '@/lib/protocols/eligibility-schema';
import {
  judgeDrugTaken,
  judgeFailedRetrieval,
  judgeFindingIs,
  judgeFindingKnown,
  judgeTimeSinceFinding,
  judgeTimeSinceRetrieval,
} from './judge-findings';
import { judgeLab, judgeLabAboveUpper, judgeLabKnown } from './judge-labs';
import { judgeNegativePellets, judgeNewestSemen, judgeSpermInSemen } from './judge-semen';
import { type Judgment, judgment, type KnownFacts, latestOf } from './judgment';

/** Kleene's logic over the facts; the words and the evidence are those that decide. */
export function judgeCondition(condition: EligibilityCondition, facts: KnownFacts): Judgment {
  switch (condition.kind) {
    case 'all':
      return judgeAll(condition.of.map((part) => judgeCondition(part, facts)));
    case 'any':
      return judgeAny(condition.of.map((part) => judgeCondition(part, facts)));
    case 'not':
      return judgeNot(judgeCondition(condition.of, facts));
    default:
      return judgeLeaf(condition, facts);
  }
}

/** Every part is needed, so it holds once the last of those that only wait has waited. */
function judgeAll(parts: readonly Judgment[]): Judgment {
  const certainty = both(parts.map((part) => part.certainty));
  const open = parts.filter((part) => part.certainty !== 'yes');
  return merge(certainty, parts, latestOf(open.map((part) => part.holdsFrom)));
}

/** One part is enough, so it holds once the first of those that only wait has waited. */
function judgeAny(parts: readonly Judgment[]): Judgment {
  const certainty = either(parts.map((part) => part.certainty));
  const dates = parts.flatMap(({ holdsFrom }) => (holdsFrom === null ? [] : [holdsFrom]));
  const earliest = certainty === 'yes' || dates.length === 0 ? null : (Math.min(...dates) as Day);
  return merge(certainty, parts, earliest);
}

function judgeNot(part: Judgment): Judgment {
  return { ...part, certainty: negate(part.certainty), holdsFrom: null };
}

function merge(certainty: Certainty, parts: readonly Judgment[], holdsFrom: Day | null): Judgment {
  const deciding = parts.filter((part) => part.certainty === certainty);
  const evidence = [...new Set(deciding.flatMap((part) => part.evidence))];
  const says = deciding.map((part) => part.says).join('; ');
  return judgment(
    certainty,
    says,
    evidence.map((id) => ({ id })),
    holdsFrom,
  );
}

function judgeLeaf(leaf: EligibilityLeaf, facts: KnownFacts): Judgment {
  switch (leaf.kind) {
    case 'negative-pellets':
      return judgeNegativePellets(leaf, facts);
    case 'newest-semen-negative':
      return judgeNewestSemen(leaf, facts);
    case 'sperm-in-semen':
      return judgeSpermInSemen(leaf, facts);
    case 'finding-is':
      return judgeFindingIs(leaf, facts);
    case 'finding-known':
      return judgeFindingKnown(leaf, facts);
    case 'time-since-finding':
      return judgeTimeSinceFinding(leaf, facts);
    case 'drug-taken':
      return judgeDrugTaken(leaf, facts);
    case 'lab':
      return judgeLab(leaf, facts);
    case 'lab-above-upper':
      return judgeLabAboveUpper(leaf, facts);
    case 'lab-known':
      return judgeLabKnown(leaf, facts);
    case 'failed-retrieval':
      return judgeFailedRetrieval(facts);
    case 'time-since-retrieval':
      return judgeTimeSinceRetrieval(leaf, facts);
    default:
      return assertNever(leaf);
  }
}
